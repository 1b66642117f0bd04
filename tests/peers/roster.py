"""A workbook of 20,000 rows by a peer of functions/export: `roster.py xlsxwriter|openpyxl CELLS OUT`.

CELLS holds some hundred rows of tab-separated cells, which are written again and again. Prints processor seconds of writing and
saving, and the peak of memory beyond the start, in MB.
"""

import resource
import sys
import time

ROWS = 20_000


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def xlsxwriter(rows, out):
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    text = book.add_format({"num_format": "@", "text_wrap": True, "border": 7, "valign": "top"})
    for number in range(ROWS):
        for column, cell in enumerate(rows[number % len(rows)]):
            sheet.write_string(number, column, cell, text)
    book.close()


def openpyxl(rows, out):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(ROWS):
        sheet.append(rows[number % len(rows)])
    book.save(out)


def main():
    peer, cells, out = sys.argv[1:]
    with open(cells, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    __import__(peer)
    before, begun = peak(), time.process_time()
    {"xlsxwriter": xlsxwriter, "openpyxl": openpyxl}[peer](rows, out)
    print(time.process_time() - begun, peak() - before)


main()
