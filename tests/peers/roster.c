/* The same by libxlsxwriter: `roster CELLS OUT`. Prints processor seconds and the peak of memory beyond the start, in MB. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#define ROWS 20000
#define MOST 4096

static double seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static double peak(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024.0;
}

int main(int count, char **arguments) {
    static char *rows[MOST][64];
    static int columns[MOST];
    static char line[65536];
    int known = 0;
    if (count != 3) return 2;
    FILE *cells = fopen(arguments[1], "r");
    if (!cells) return 1;
    while (known < MOST && fgets(line, sizeof line, cells)) {
        line[strcspn(line, "\n")] = 0;
        char *rest = strdup(line), *cell;
        while (columns[known] < 64 && (cell = strsep(&rest, "\t"))) rows[known][columns[known]++] = cell;
        known++;
    }
    double before = peak(), begun = seconds();
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(arguments[2], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_format *text = workbook_add_format(book);
    format_set_num_format(text, "@");
    format_set_text_wrap(text);
    format_set_border(text, LXW_BORDER_HAIR);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < columns[row % known]; column++)
            worksheet_write_string(sheet, row, column, rows[row % known][column], text);
    if (workbook_close(book)) return 1;
    printf("%f %f\n", seconds() - begun, peak() - before);
    return 0;
}
