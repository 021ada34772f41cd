/** `amount` of order line l in units of 10^-decimals of currency c, as SQL. */
export const scaled = `l.amount * CASE c.decimals - l.decimals ${Array.from({ length: 13 }, (_, n) => `WHEN ${n} THEN ${10 ** n}`).join(' ')} END`
