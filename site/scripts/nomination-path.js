// @ts-check

/** Where a nomination stands in the interface. @param {any} item a NominationView */
export const pathOf = (item) => `/nominations/${item.congress_id}/${item.unit_id}/${item.id}`;

/** A page's query for a nomination. @param {any} item a NominationView */
export const placeOf = (item) => ({ congress: item.congress_id, unit: item.unit_id, nomination: item.id });
