/** Where the rejected rows of an import are listed. */
export const rejectedPath = (importId: number): string => `/data/rejected/${importId}`
