// @ts-check

/** Gives a file to the person under a name. @param {Blob} blob @param {string} name */
export function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox reads the object after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
