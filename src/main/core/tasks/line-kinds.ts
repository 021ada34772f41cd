/** Kinds of order lines as their table names them, by the number of `FirstLine.kind`. */
export const lineKinds = ['sale', 'return', 'cancellation'] as const
