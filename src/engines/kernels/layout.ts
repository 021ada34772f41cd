/**
 * Where the kernels find things: numbers of 32-bit words from the start of their memory. The compiled kernels and their
 * TypeScript twins are made from this one file. Addresses in the memory are in bytes.
 */

// How the work of one pass is handed out; `crew.ts` says how.
export const REMAINING = 0
export const FINISHED = 1
export const ROUND = 2
export const STOP = 3
export const KERNEL = 4
export const BLOCKS = 5
export const BLOCK_ROWS = 6
export const ROW_COUNT = 7
export const CHUNK_ROWS = 8

// From here on a cache line of their own: what the kernels work with.

/** Columns of the table, p. */
export const COLUMNS = 16
/** Address of the rows, row-major n x p. */
export const ROWS = 17

/** Clusters, k, and k rounded up to an even number: two centres fit into one vector. */
export const CLUSTERS = 18
export const CLUSTERS_PADDED = 19
/** 1 in the pass in which no row has a cluster yet. */
export const FIRST_PASS = 20
/** Address of each row's cluster, i32. */
export const LABELS = 21
/** Addresses of each row's bounds: of the distance to its own centre from above, to any other from below. */
export const UPPER = 22
export const LOWER = 23
/** Address of i32 scratch, a word a row: the rows of a chunk whose bounds do not settle them. */
export const PENDING = 24
/** Address of the centres, row-major k x p, and of the same column by column, each column padded with infinities. */
export const CENTRES = 25
export const CENTRES_ACROSS = 26
/** Address of scratch, by block a number a padded cluster: the squared distances of one row to all centres. */
export const TO_CENTRES = 45
/** Address of the limits of the bounds, four numbers a cluster; `kmeans/bounds.ts` says which. */
export const LIMITS = 27
/** Addresses of what each block of rows adds up by itself: sums by cluster and column, their rounding errors, counts. */
export const SUMS = 28
export const ERRORS = 29
export const COUNTS = 30
/** Address of how many rows of each block changed their cluster, i32. */
export const CHANGED = 31
/** Address of one number a block. */
export const TOTALS = 32

/** Address of each row's squared distance to the nearest centre so far, and of which centre that is, i32. */
export const NEAREST = 33
export const OWNER = 34
/** Candidates for the next centre, rounded up to an even number, and the address of their values column by column. */
export const TRIALS_PADDED = 35
export const CANDIDATES = 36
/** Address of the squared distances within which a row stays with its centre: by centre, a number a candidate. */
export const SAFE = 37
/** Address of what each candidate would cost: by block, a number a candidate. */
export const COSTS = 38
/** The number that the next centre gets; its values are row 0 of the centres. */
export const CHOSEN = 39

/** Address of the rows in the order of their cells, in tiles of eight, column by column; each cell begins a tile. */
export const TILES = 40
/** Cells, the address of each one's first tile, i32 and one more than there are cells, and of its size, i32. */
export const CELLS = 41
export const CELL_TILES = 42
export const CELL_SIZES = 43
/** Address of the sums of distances, by row and cell; where every row meets every other, by cell and place in the tiles. */
export const CELL_SUMS = 44

/**
 * Where every row meets every other: tiles in all, and of a band, and bands; which round of the bands' tournament is played
 * (`../silhouette/cell-sums.ts`); addresses of each tile's cell and of how many of its rows count, i32.
 */
export const TILE_COUNT = 46
export const BAND_TILES = 47
export const BANDS = 48
export const TOURNAMENT_ROUND = 49
export const TILE_CELL = 50
export const TILE_ROWS = 51

/**
 * Address of strips of rows, one after another, each column by column with `STRIP` places a column; the number of columns is a multiple of four,
 * and places without a row hold zeros. Addresses of a number a column: weights, and what is added up; of two numbers a row; of the products of all
 * pairs of columns; and of scratch, as large as a strip.
 */
export const STRIPS = 52
export const COLUMN_WEIGHTS = 53
export const COLUMN_SUMS = 54
export const SCORES = 55
export const ROW_WEIGHTS = 56
export const PRODUCTS = 57
export const WEIGHTED_STRIP = 58
/** Rows of a strip: thirty columns of them fit into the nearest cache. */
export const STRIP = 128

/** Address of the distances of the one row at `ROWS` from all rows in the tiles. */
export const APART = 59

/** Words before the first region. */
export const HEADER_WORDS = 64
