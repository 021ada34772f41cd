/** Bounds that keep a broken or hostile file from taking all memory or time. Each is far beyond what real tables hold. */
export const limits = {
  /** A cell of a spreadsheet holds 32,767 characters at most; databases export somewhat longer ones. */
  cellChars: 1_000_000,
  rowChars: 8_000_000,
  /** The widest sheet that Excel writes. */
  columns: 16_384,
  /** The longest sheet that Excel writes. */
  sheetRows: 1_048_576,
  /** Cells of a sheet including the gaps that sparse rows leave. */
  sheetCells: 200_000_000,
  /** Cells that stand for more than one of them, as OpenDocument writes equal neighbours. */
  repeatedCells: 10_000_000,
  /** Cells that are merged over several rows: nobody merges more by hand. */
  mergedCells: 200_000,
  sharedStringChars: 256_000_000,
  /** One tag or text run of an XML part. */
  xmlToken: 4_000_000,
  /** Real sheets shrink to a tenth, at most to a hundredth. Judged once a part has unpacked beyond `inflateFloor`. */
  inflateRatio: 250,
  inflateFloor: 64_000_000,
  zipEntries: 20_000,
  /** What all that is packed in a file may unpack to: far more than a disk of files that people drop. */
  unpackedBytes: 64_000_000_000,
  /** A workbook within an archive is held in memory, packed as it is. */
  packedWorkbook: 256_000_000,
  /** Workbooks that a library reads whole: bytes as they are and unpacked, and how long it may take. */
  foreignWorkbook: 128_000_000,
  foreignUnpacked: 400_000_000,
  foreignSeconds: 8,
  foreignBytesPerSecond: 1_000_000,
  /** Files of one drop, and how deep folders nest. */
  files: 100_000,
  depth: 64
} as const
