/**
 * What the workbooks of two test suites hold, by their publishers' own tests and by looking at them: some cells by sheet row
 * and column, both from 1, or the code with which a file is refused. Every row of every sheet is read to get there.
 */
export interface WorkbookCase {
  file: string
  /** The first filled one if left out. */
  sheet?: string
  /** Rows with text. */
  rows?: number
  cells?: readonly (readonly [row: number, column: number, text: string])[]
  code?: string
}

/** calamine's tests. Workbooks without a filled cell are empty to us; there they are opened for their names, pictures or macros. */
export const calamine: readonly WorkbookCase[] = [
  { file: 'OOM_alloc.xls', sheet: 'Weekly Report', rows: 19, cells: [[8, 1, 'Principal Projects / Deals:']] },
  { file: 'OOM_alloc2.xls', sheet: 'Colsale (Aug', rows: 192, cells: [[1, 1, 'Sales_Statement_Id']] },
  {
    file: 'any_sheets.ods',
    rows: 4,
    cells: [
      [1, 1, '1'],
      [3, 2, '6']
    ]
  },
  { file: 'any_sheets.ods', sheet: 'Hidden', code: 'file.empty' },
  { file: 'any_sheets.xlsb', rows: 4, cells: [[3, 2, '6']] },
  { file: 'any_sheets.xlsx', rows: 4, cells: [[3, 2, '6']] },
  { file: 'biff5-rich-text-string.xls', cells: [[1, 1, 'ELECTORAL DIVISION OF SOMERSET EAST ; FIELD-CÓRNËTCY No. 5, ZWAGERSHÓÊN.']] },
  {
    file: 'biff5_write.xls',
    sheet: 'SheetJS',
    cells: [
      [2, 4, 'sheetjs'],
      [3, 3, '2014-02-19T14:30:00'],
      [3, 4, '0.3']
    ]
  },
  { file: 'capitalized_wbook_stream.xls', code: 'file.empty' },
  { file: 'column_row_ranges.xlsx', sheet: 'Column ranges', rows: 5 },
  {
    file: 'date.ods',
    cells: [
      [1, 1, '2021-01-01'],
      [2, 1, '2021-01-01T10:10:10'],
      [3, 1, '10:10:10'],
      [3, 2, '17']
    ]
  },
  // A duration stays the number of days that the workbook stores: 255 hours, 10 minutes and 10 seconds.
  {
    file: 'date.xlsx',
    rows: 3,
    cells: [
      [1, 1, '2021-01-01'],
      [2, 1, '2021-01-02'],
      [3, 1, '10.6320601851852'],
      [3, 2, '17']
    ]
  },
  {
    file: 'date_1904.xlsb',
    rows: 3,
    cells: [
      [1, 1, '2021-01-01'],
      [2, 1, '2021-01-02'],
      [3, 1, '10.6320601851852']
    ]
  },
  {
    file: 'date_iso.xlsx',
    cells: [
      [1, 1, '2021-01-01'],
      [2, 1, '2021-01-01T10:10:10'],
      [3, 1, '10:10:10']
    ]
  },
  { file: 'empty_shared_string.xlsx', rows: 1, cells: [[1, 1, 'abc']] },
  { file: 'encoded_entities.xlsx', cells: [[1, 1, '&']] },
  {
    file: 'errors.xlsx',
    sheet: 'Feuil1',
    rows: 7,
    cells: ['#DIV/0!', '#NAME?', '#VALUE!', '#NULL!', '#REF!', '#NUM!', '#N/A'].map((text, i) => [i + 1, 1, text] as const)
  },
  {
    file: 'formula.issue.xlsx',
    cells: [
      [1, 1, '23'],
      [1, 3, '23'],
      [13, 7, '2'],
      [14, 10, 'US']
    ]
  },
  { file: 'gh548_incorrect_sst_unique_count.xls', sheet: 'System Level Data', cells: [[10, 3, '11th May 2023']] },
  { file: 'has_x000D_.xlsx', cells: [[1, 1, 'ABC\r\nDEF']] },
  {
    file: 'hyperlinks.xlsx',
    sheet: 'Links',
    cells: [
      [1, 1, 'calamine repo'],
      [2, 1, 'Rust Programming Language']
    ]
  },
  {
    file: 'inlineStr_cdata.xlsx',
    rows: 2,
    cells: [
      [1, 1, 'Hello CDATA'],
      [1, 2, 'World'],
      [2, 1, '12345'],
      [2, 2, 'NormalText']
    ]
  },
  {
    file: 'inlineStr_with_value.xlsx',
    cells: [
      [1, 5, 'ID'],
      [2, 5, 'RQ11610'],
      [2, 4, '1.']
    ]
  },
  {
    file: 'inventory-table.xlsx',
    rows: 5,
    cells: [
      [1, 1, 'Item'],
      [5, 3, '100']
    ]
  },
  { file: 'issue127.xls', code: 'file.empty' },
  { file: 'issue127.xlsx', code: 'file.empty' },
  { file: 'issue219.xls', rows: 1, cells: [[1, 1, 'a']] },
  {
    file: 'issue221.xlsm',
    rows: 2,
    cells: [
      [1, 1, 'Cell_A1'],
      [1, 2, 'Cell_B1'],
      [2, 1, 'Cell_A2'],
      [2, 2, 'Cell_B2']
    ]
  },
  { file: 'issue252.xlsx', code: 'file.damaged' },
  { file: 'issue343.xls', code: 'file.empty' },
  {
    file: 'issue438.xlsx',
    rows: 5,
    cells: [
      [1, 1, 'x'],
      [5, 2, '11']
    ]
  },
  {
    file: 'issue444.xls',
    sheet: 'Sheet1',
    rows: 10,
    cells: [
      [1, 2, 'First Name'],
      [2, 8, '1562']
    ]
  },
  { file: 'issue446.xlsx', rows: 2 },
  { file: 'issue644.xlsx', rows: 10, cells: [[1, 2, '1.0413926851582251']] },
  {
    file: 'issue_174.xlsx',
    rows: 2,
    cells: [
      [1, 1, 'Your Ref #'],
      [2, 6, '1.5']
    ]
  },
  {
    file: 'issue_182.xlsb',
    sheet: 'formula_vals',
    rows: 3,
    cells: [
      [1, 1, '3'],
      [2, 1, 'Ab'],
      [3, 1, 'FALSE']
    ]
  },
  { file: 'issue_271.xls', rows: 2, cells: [[3, 2, 'name']] },
  { file: 'issue_391.xlsx', rows: 7, cells: [[1, 1, '1']] },
  {
    file: 'issue_530.xlsx',
    cells: [
      [4, 8, '总人数'],
      [5, 8, '9']
    ]
  },
  { file: 'issue_565_multi_axis_shared.xlsx', rows: 4 },
  { file: 'issue_646_unsupported_formula_function.xls', rows: 1, cells: [[1, 1, '1']] },
  { file: 'issue_666_panic.xlsb', code: 'file.empty' },
  {
    file: 'issues.ods',
    sheet: 'datatypes',
    rows: 6,
    cells: [
      [2, 1, '1.5'],
      [3, 1, 'ab'],
      [4, 1, 'FALSE'],
      [6, 1, '2016-10-20T00:00:00']
    ]
  },
  {
    file: 'issues.ods',
    sheet: 'issue2',
    rows: 3,
    cells: [
      [1, 1, '1'],
      [3, 2, 'c']
    ]
  },
  { file: 'issues.ods', sheet: 'issue5', rows: 1, cells: [[1, 1, '0.5']] },
  {
    file: 'issues.ods',
    sheet: 'spc_chrs',
    rows: 8,
    cells: [
      [1, 1, '&'],
      [4, 1, "aaa ' aaa"],
      [6, 1, '☺'],
      [8, 1, 'àâéêèçöïî«»']
    ]
  },
  {
    file: 'issues.xls',
    sheet: 'issue2',
    rows: 3,
    cells: [
      [1, 1, '1'],
      [2, 2, 'b']
    ]
  },
  { file: 'issues.xls', sheet: 'issue5', rows: 1, cells: [[1, 1, '0.5']] },
  { file: 'malformed_format.xls', sheet: '2014', cells: [[1, 1, 'GENNAIO']] },
  {
    file: 'merge_cells.xls',
    rows: 2,
    cells: [
      [1, 1, 'Row Merge'],
      [1, 3, 'Not Merged'],
      [2, 2, 'Chunk Merged']
    ]
  },
  {
    file: 'merge_cells.xlsx',
    rows: 2,
    cells: [
      [1, 1, 'Row Merge'],
      [1, 3, 'Not Merged'],
      [2, 2, 'Chunk Merged']
    ]
  },
  { file: 'merged_cells.ods', rows: 3 },
  {
    file: 'merged_range.xls',
    cells: [
      [1, 1, 'A1'],
      [1, 5, 'E1'],
      [3, 1, 'A3']
    ]
  },
  { file: 'misc_biff5_parsing.xls', code: 'file.empty' },
  {
    file: 'no-header.xlsx',
    rows: 2,
    cells: [
      [3, 1, 'a'],
      [4, 2, '1']
    ]
  },
  {
    file: 'nonstandard-xml-ns-prefix.xlsx',
    rows: 3,
    cells: [
      [1, 1, 'a'],
      [3, 2, '4']
    ]
  },
  {
    file: 'number_rows_repeated.ods',
    rows: 5,
    cells: [
      [1, 1, 'A'],
      [3, 2, 'D'],
      [6, 1, 'C'],
      [8, 2, 'D']
    ]
  },
  {
    file: 'optional_records.xls',
    cells: [
      [1, 1, 'ENRON CAPITAL & TRADE RESOURCES'],
      [10, 1, 'QU8654']
    ]
  },
  { file: 'pass_protected.ods', code: 'file.encrypted' },
  { file: 'picture.ods', code: 'file.empty' },
  { file: 'picture.xls', code: 'file.empty' },
  { file: 'picture.xlsb', code: 'file.empty' },
  { file: 'picture.xlsx', code: 'file.empty' },
  {
    file: 'pictures_in_cell_and_over_cell.xlsx',
    rows: 2,
    cells: [
      [1, 1, '#VALUE!'],
      [3, 1, '#VALUE!']
    ]
  },
  { file: 'ptgexp-truncated-operand.xls', sheet: 'Tab 1', cells: [[7, 6, '9654.25']] },
  {
    file: 'readings.xlsx',
    rows: 4,
    cells: [
      [1, 1, 'Station'],
      [4, 2, '12']
    ]
  },
  { file: 'richtext-after-plain.xlsx', cells: [[2, 1, 'tvalrval1rval2']] },
  {
    file: 'richtext-namespaced.xlsx',
    cells: [
      [1, 1, 'inline string\nLine 2\nLine 3'],
      [1, 8, 'shared string\nLine 2\nLine 3']
    ]
  },
  { file: 'richtext_issue.ods', sheet: 'datatypes', rows: 1, cells: [[1, 1, 'abc']] },
  { file: 'shared_formula_bench.xlsx', rows: 100, cells: [[100, 2, '200']] },
  { file: 'sheet_name_parsing.xls', sheet: 'Sheet1', cells: [[1, 3, 'År']] },
  {
    file: 'single-empty.ods',
    rows: 6,
    cells: [
      [1, 1, 'StringCol'],
      [5, 1, 'eee'],
      [13, 1, 'zzz']
    ]
  },
  { file: 'sst_continue.xls', rows: 136, cells: [[136, 1, 'New CONTINUE block']] },
  { file: 'table_with_absolute_paths.xlsx', sheet: 'table', rows: 5, cells: [[2, 1, '100']] },
  {
    file: 'table_with_insertrow_attribute.xlsx',
    cells: [
      [8, 4, 'Id'],
      [9, 5, '62.203872015950715']
    ]
  },
  { file: 'temperature-fallible.xlsx', cells: [[2, 2, '22.2222']] },
  {
    file: 'temperature-table.xlsx',
    cells: [
      [1, 1, 'label'],
      [2, 1, 'celsius'],
      [2, 2, '22.2222'],
      [3, 2, '72']
    ]
  },
  // A mail client's message in place of the workbook: one line of text.
  { file: 'too_small.xls', rows: 1 },
  { file: 'vba.xlsm', code: 'file.empty' },
  {
    file: 'xls_formula_columns_beyond_z.xls',
    cells: [
      [1, 27, '1'],
      [2, 27, '2']
    ]
  },
  {
    file: 'xls_ref_String.xls',
    rows: 4,
    cells: [
      [1, 1, 'aa'],
      [2, 1, 'bb'],
      [3, 1, 'aa'],
      [4, 1, 'bb']
    ]
  },
  { file: 'xls_wrong_decimals.xls', cells: [[1, 1, '0.525625']] }
]

/** readxl's tests and examples. */
export const readxl: readonly WorkbookCase[] = [
  { file: 'clippy.xls', cells: [[4, 2, '2007-01-01']] },
  { file: 'clippy.xlsx', cells: [[4, 2, '2007-01-01']] },
  { file: 'datasets.xls', sheet: 'quakes', rows: 1001, cells: [[2, 1, '-20.42']] },
  {
    file: 'datasets.xlsx',
    sheet: 'mtcars',
    rows: 33,
    cells: [
      [1, 1, 'mpg'],
      [33, 1, '21.4']
    ]
  },
  {
    file: 'deaths.xls',
    sheet: 'arts',
    cells: [
      [5, 1, 'Name'],
      [6, 5, '1947-01-08'],
      [15, 6, '2016-12-25']
    ]
  },
  {
    file: 'deaths.xlsx',
    sheet: 'other',
    cells: [
      [5, 1, 'Name'],
      [6, 1, 'Vera Rubin']
    ]
  },
  {
    file: 'geometry.xls',
    cells: [
      [3, 2, 'B3'],
      [6, 4, 'D6']
    ]
  },
  {
    file: 'geometry.xlsx',
    cells: [
      [3, 2, 'B3'],
      [6, 4, 'D6']
    ]
  },
  { file: 'type-me.xls', sheet: 'date_coercion', cells: [[1, 1, 'maybe a datetime?']] },
  { file: 'type-me.xlsx', sheet: 'logical_coercion', cells: [[1, 1, 'maybe boolean?']] },
  {
    file: '65536-rows-xls.xls',
    rows: 2,
    cells: [
      [65_535, 1, 'HELLO'],
      [65_536, 1, 'WORLD']
    ]
  },
  { file: 'Ekaterinburg_IP_9.xlsx', rows: 2194, cells: [] },
  { file: 'biff5-label-records.xls', cells: [] },
  { file: 'biff5-rich-text-string.xls', cells: [[1, 1, 'ELECTORAL DIVISION OF SOMERSET EAST ; FIELD-CÓRNËTCY No. 5, ZWAGERSHÓÊN.']] },
  {
    file: 'big-texty-numbers-xls.xls',
    cells: [
      [3, 1, '2147483647'],
      [4, 2, '2147483648']
    ]
  },
  {
    file: 'big-texty-numbers-xlsx.xlsx',
    cells: [
      [3, 1, '2147483647'],
      [4, 2, '2147483648']
    ]
  },
  {
    file: 'blanks.xls',
    cells: [
      [1, 1, 'x'],
      [2, 2, 'a']
    ]
  },
  {
    file: 'blanks.xlsx',
    cells: [
      [1, 1, 'x'],
      [2, 2, 'a']
    ]
  },
  { file: 'color-date-lowercase-xlsx.xlsx', rows: 8, cells: [[1, 1, '0']] },
  { file: 'color-date-xls.xls', rows: 8, cells: [[1, 1, '0']] },
  { file: 'color-date-xlsx.xlsx', rows: 8, cells: [[1, 1, '0']] },
  {
    file: 'currency-formats-xlsx.xlsx',
    rows: 3,
    cells: [
      [2, 2, '0.5'],
      [3, 4, '10000']
    ]
  },
  {
    file: 'dates-1900-LibreOffice.xlsx',
    cells: [
      [1, 1, '2000-01-01'],
      [1, 5, '2000-01-01T00:00:00']
    ]
  },
  {
    file: 'dates-1900.xls',
    cells: [
      [1, 1, '2000-01-01'],
      [1, 4, '2000-01-01']
    ]
  },
  {
    file: 'dates-1904.xls',
    cells: [
      [1, 1, '2000-01-01'],
      [1, 4, '2000-01-01']
    ]
  },
  { file: 'dates-leap-year-1900-xls.xls', cells: [[2, 1, '1900-01-01T08:00:00']] },
  { file: 'dates-leap-year-1900-xlsx.xlsx', cells: [[2, 1, '1900-01-01T08:00:00']] },
  {
    file: 'datetime-rounding.xls',
    cells: [
      [2, 1, '2016-04-28T11:30:00'],
      [3, 1, '2016-03-23T09:50:00'],
      [4, 1, '2017-01-02T11:30:00']
    ]
  },
  {
    file: 'datetime-rounding.xlsx',
    cells: [
      [2, 1, '2016-04-28T11:30:00'],
      [3, 1, '2016-03-23T09:50:00'],
      [4, 1, '2017-01-02T11:30:00']
    ]
  },
  { file: 'embedded-chartsheet.xlsx', sheet: 'iris', rows: 151, cells: [[1, 5, 'Species']] },
  {
    file: 'empty-named-column.xls',
    cells: [
      [1, 4, 'w'],
      [4, 3, 'NA']
    ]
  },
  {
    file: 'empty-named-column.xlsx',
    cells: [
      [1, 4, 'w'],
      [4, 3, 'NA']
    ]
  },
  { file: 'empty-sheets.xls', rows: 1, cells: [[1, 1, 'var1']] },
  { file: 'empty-sheets.xlsx', rows: 1, cells: [[1, 1, 'var1']] },
  {
    file: 'sheets/geometry.xls',
    cells: [
      [3, 2, 'var1'],
      [6, 4, 'ii']
    ]
  },
  {
    file: 'sheets/geometry.xlsx',
    cells: [
      [3, 2, 'var1'],
      [6, 4, 'ii']
    ]
  },
  {
    file: 'inlineStr.xlsx',
    cells: [
      [1, 5, 'ID'],
      [2, 5, 'RQ11610']
    ]
  },
  {
    file: 'inlineStr2.xlsx',
    cells: [
      [1, 5, 'ID'],
      [2, 5, 'RQ11610']
    ]
  },
  {
    file: 'iris-excel-xls.xls',
    rows: 151,
    cells: [
      [2, 1, '5.1'],
      [151, 5, 'virginica']
    ]
  },
  {
    file: 'iris-excel-xlsx.xlsx',
    rows: 151,
    cells: [
      [2, 1, '5.1'],
      [151, 5, 'virginica']
    ]
  },
  {
    file: 'iris-google-doc.xlsx',
    rows: 151,
    cells: [
      [2, 1, '5.1'],
      [151, 5, 'virginica']
    ]
  },
  {
    file: 'list_type.xls',
    rows: 6,
    cells: [
      [2, 1, '1'],
      [4, 1, 'a']
    ]
  },
  {
    file: 'list_type.xlsx',
    rows: 6,
    cells: [
      [2, 1, '1'],
      [4, 1, 'a']
    ]
  },
  {
    file: 'los-angeles-arrests-xlsx.xlsx',
    rows: 195,
    cells: [
      [1, 1, 'ARREST BOOKINGS for 01/30/17'],
      [3, 1, 'BKG_NUM']
    ]
  },
  { file: 'missing-first-column.xls', rows: 3, cells: [[1, 2, '1']] },
  { file: 'missing-first-column.xlsx', rows: 3, cells: [[1, 2, '1']] },
  {
    file: 'missing-v-node-xlsx.xlsx',
    rows: 2,
    cells: [
      [1, 3, 'A + B'],
      [2, 2, '2']
    ]
  },
  {
    file: 'missing-values-xls.xls',
    cells: [
      [2, 1, 'NA'],
      [3, 3, '1']
    ]
  },
  {
    file: 'missing-values-xlsx.xlsx',
    cells: [
      [2, 1, 'NA'],
      [3, 3, '1']
    ]
  },
  { file: 'more-than-256-unique-strings-xls.xls', rows: 258, cells: [[258, 1, 'x257']] },
  { file: 'mtcars.xls', rows: 7, cells: [[1, 11, 'carb']] },
  {
    file: 'names-need-repair-xls.xls',
    cells: [
      [1, 1, 'a b'],
      [1, 4, 'c%&$']
    ]
  },
  {
    file: 'names-need-repair-xlsx.xlsx',
    cells: [
      [1, 2, 'a b'],
      [2, 4, '1.1']
    ]
  },
  { file: 'new_line_errors.xlsx', cells: [[1, 1, 'column_name']] },
  {
    file: 'no-styles-or-sharedStrings-parts.xlsx',
    rows: 12,
    cells: [
      [2, 1, 'german'],
      [2, 3, '0.143292665']
    ]
  },
  { file: 'no-yes-col-names.xls', rows: 1, cells: [[1, 2, 'b']] },
  { file: 'no-yes-col-names.xlsx', rows: 1, cells: [[1, 2, 'b']] },
  { file: 'nonstandard-xml-ns-prefix.xlsx', rows: 3, cells: [[3, 2, '4']] },
  { file: 'numbers-as-na-and-shared-strings-xls.xls', cells: [[2, 2, 'd']] },
  { file: 'numbers-as-na-and-shared-strings-xlsx.xlsx', cells: [[2, 2, 'd']] },
  {
    file: 'richtext-coloured.xlsx',
    cells: [
      [1, 1, 'abcd'],
      [2, 1, 'tvalrval1rval2']
    ]
  },
  { file: 'sheet-xml-lookup.xlsx', sheet: 'Africa', rows: 6, cells: [[2, 4, '43.077']] },
  { file: 'skipping.xls', sheet: 'two_blank_rows', cells: [[3, 1, 'var1']] },
  { file: 'skipping.xlsx', sheet: 'two_blank_rows', cells: [[3, 1, 'var1']] },
  {
    file: 'style-only-cells.xls',
    cells: [
      [1, 5, 'var5'],
      [4, 5, '3']
    ]
  },
  {
    file: 'style-only-cells.xlsx',
    cells: [
      [1, 5, 'var5'],
      [4, 5, '3']
    ]
  },
  { file: 'texty-dates-xls.xls', cells: [[2, 1, '1985-03-11T13:00:00']] },
  { file: 'texty-dates-xlsx.xlsx', cells: [[2, 1, '1985-03-11T13:00:00']] },
  {
    file: 'types.xls',
    rows: 5,
    cells: [
      [2, 2, 'TRUE'],
      [3, 5, 'world']
    ]
  },
  {
    file: 'types.xlsx',
    cells: [
      [2, 2, 'TRUE'],
      [2, 3, '2013-02-26']
    ]
  },
  {
    file: 'unnamed-duplicated-columns.xls',
    cells: [
      [1, 4, 'var2'],
      [3, 3, '2.1']
    ]
  },
  {
    file: 'unnamed-duplicated-columns.xlsx',
    cells: [
      [1, 4, 'var2'],
      [3, 3, '2.1']
    ]
  },
  { file: 'utf8-sheet-names.xls', sheet: 'µ', cells: [[1, 1, 'x']] },
  { file: 'utf8-sheet-names.xlsx', sheet: 'µ', cells: [[1, 1, 'x']] },
  {
    file: 'vietnamese-utf8.xls',
    cells: [
      [1, 1, 'Mô tả'],
      [2, 1, 'BÙN SÉT']
    ]
  },
  {
    file: 'vietnamese-utf8.xlsx',
    cells: [
      [1, 1, 'Mô tả'],
      [2, 1, 'BÙN SÉT']
    ]
  },
  {
    file: 'whitespace-xls.xls',
    cells: [
      [2, 1, ' <-space'],
      [3, 1, 'space-> ']
    ]
  },
  {
    file: 'whitespace-xlsx.xlsx',
    cells: [
      [2, 1, ' <-space'],
      [3, 1, 'space-> ']
    ]
  }
]

/** The same content in two formats: every row must be the same text. Those of readxl that say so by their names. */
export const twins: readonly (readonly [string, string])[] = [
  ['iris-excel-xls.xls', 'iris-excel-xlsx.xlsx'],
  ['datasets.xls', 'datasets.xlsx'],
  ['deaths.xls', 'deaths.xlsx'],
  ['datetime-rounding.xls', 'datetime-rounding.xlsx'],
  ['dates-1900.xls', 'dates-1904.xls'],
  ['dates-1900.xls', 'dates-1900-LibreOffice.xlsx'],
  ['big-texty-numbers-xls.xls', 'big-texty-numbers-xlsx.xlsx'],
  ['unnamed-duplicated-columns.xls', 'unnamed-duplicated-columns.xlsx'],
  ['whitespace-xls.xls', 'whitespace-xlsx.xlsx'],
  ['skipping.xls', 'skipping.xlsx'],
  ['vietnamese-utf8.xls', 'vietnamese-utf8.xlsx']
]
