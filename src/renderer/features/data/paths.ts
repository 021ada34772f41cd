/** Where it is said what is odd or missing in what an import brought. */
export const qualityPath = (importId: number): string => `/data/quality/${importId}`
/** Where the rejected rows of an import are listed. */
export const rejectedPath = (importId: number): string => `/data/rejected/${importId}`
