/** What the shop sells, and what is planted in it. Prices and costs in cents. */
export const CATEGORIES = [
  'Coffee',
  'Tea',
  'Filters & care',
  'Brewing',
  'Grinders & machines',
  'Kettles',
  'Cups & glasses',
  'Pantry',
  'Gifts'
] as const
export type Category = (typeof CATEGORIES)[number]
/** Used up, so several at once are bought. */
export const CONSUMABLE: readonly Category[] = ['Coffee', 'Tea', 'Filters & care', 'Pantry']

export interface Product {
  sku: string
  name: string
  category: Category
  brand: string
  price: number
  cost: number
  /** How often it is taken among its category, before season. */
  popularity: number
  /** Sold in these months (0 = January), hardly ever in others; empty for all the year. */
  months: readonly number[]
}

const HOUSE = 'Kettle & Crane'
const WINTER = [10, 11]
const SUMMER = [5, 6, 7]

type Row = [sku: string, name: string, brand: string, price: number, popularity: number, months?: readonly number[]]

const rows: Record<Category, Row[]> = {
  Coffee: [
    ['COF-1010', 'House Blend No. 4, whole bean 500 g', HOUSE, 1290, 22],
    ['COF-1020', 'Harbour Espresso, whole bean 1 kg', HOUSE, 2390, 17],
    ['COF-1030', 'Ethiopia Guji natural, whole bean 250 g', 'Hillside Roasters', 1140, 9],
    ['COF-1040', 'Colombia Huila washed, whole bean 500 g', 'Hillside Roasters', 1590, 10],
    ['COF-1050', 'Guatemala Antigua, whole bean 500 g', 'Hillside Roasters', 1490, 7],
    ['COF-1060', 'Night Shift decaf, whole bean 500 g', HOUSE, 1390, 6],
    ['COF-1070', 'Morning Walk filter blend, ground 500 g', HOUSE, 1190, 12],
    ['COF-1080', 'Kenya Nyeri AA, whole bean 250 g', 'Hillside Roasters', 1290, 5],
    ['COF-1090', 'Cold Brew coarse blend, ground 500 g', HOUSE, 1250, 3, SUMMER]
  ],
  Tea: [
    ['TEA-2010', 'Assam Breakfast, loose leaf 250 g', 'Lark & Leaf', 990, 24],
    ['TEA-2020', 'Earl Grey with cornflower, loose leaf 250 g', 'Lark & Leaf', 1090, 13],
    ['TEA-2030', 'Sencha Uji, loose leaf 100 g', 'Lark & Leaf', 1190, 8],
    ['TEA-2040', 'Peppermint, loose leaf 150 g', 'Lark & Leaf', 690, 8],
    ['TEA-2050', 'Rooibos Vanilla, loose leaf 200 g', 'Lark & Leaf', 790, 7],
    ['TEA-2060', 'Darjeeling First Flush, loose leaf 100 g', 'Lark & Leaf', 1490, 5],
    ['TEA-2070', 'Mulled Orange infusion, loose leaf 200 g', 'Lark & Leaf', 850, 4, WINTER],
    ['TEA-2080', 'Iced Peach infusion, pitcher bags 24 pc', 'Lark & Leaf', 720, 4, SUMMER]
  ],
  'Filters & care': [
    ['FIL-3010', 'Paper filters size 2, 100 pc', HOUSE, 490, 18],
    ['FIL-3020', 'Cone papers for the Arc dripper, 100 pc', 'Arc', 650, 2.2],
    ['FIL-3030', 'Gasket and filter set for the Stella moka pot', 'Stella', 890, 2.2],
    ['FIL-3040', 'Descaler concentrate, 500 ml', 'Pureshot', 890, 12],
    ['FIL-3050', 'Espresso machine detergent, 900 g', 'Pureshot', 1290, 7],
    ['FIL-3060', 'Water filter cartridges, 3 pc', 'Claro', 1790, 8],
    ['FIL-3070', 'Cleaning brush set', HOUSE, 790, 6]
  ],
  Brewing: [
    ['BRW-4010', 'Arc ceramic dripper, 2 cups', 'Arc', 2490, 17],
    ['BRW-4020', 'French press Fjord, 1 l', 'Fjord', 3490, 12],
    ['BRW-4030', 'Moka pot Stella, 6 cups', 'Stella', 3290, 16],
    ['BRW-4040', 'Travel press with mug lid, 350 ml', 'Fjord', 2690, 8],
    ['BRW-4050', 'Cold brew jar with steel filter, 1.2 l', 'Fjord', 3190, 4, SUMMER],
    ['BRW-4060', 'Siphon brewer Orbit, 5 cups', 'Orbit', 11900, 4],
    ['BRW-4070', 'Matcha bowl and whisk set', 'Lark & Leaf', 3990, 8],
    ['BRW-4080', 'Digital brewing scale with timer', 'Pureshot', 4490, 10]
  ],
  'Grinders & machines': [
    ['GRD-5010', 'Hand grinder Mill One', 'Mill', 4900, 12],
    ['GRD-5020', 'Electric burr grinder Mill Two', 'Mill', 12900, 3],
    ['GRD-5030', 'Precision grinder Mill Three, single dose', 'Mill', 27900, 1],
    ['GRD-5040', 'Milk frother with warm base', 'Pureshot', 5900, 11],
    ['GRD-5050', 'Spice grinder with steel cup', 'Pureshot', 3900, 7],
    ['GRD-5060', 'Espresso machine Stella Uno', 'Stella', 18900, 3],
    ['GRD-5070', 'Airtight bean canister, 1.2 l', 'Pureshot', 2490, 9]
  ],
  Kettles: [
    ['KET-6010', 'Gooseneck kettle Heron, variable temperature 0.9 l', 'Heron', 8900, 13],
    ['KET-6020', 'Stovetop whistling kettle, 2 l', 'Fjord', 4200, 8],
    ['KET-6030', 'Cast-iron teapot Kawa, 0.8 l', 'Kawa', 5400, 15],
    ['KET-6040', 'Cast-iron warmer Kawa', 'Kawa', 2300, 2.2],
    ['KET-6050', 'Glass teapot with infuser, 1 l', 'Fjord', 2900, 10],
    ['KET-6060', 'Thermos jug Polar, 1 l', 'Fjord', 3600, 7]
  ],
  'Cups & glasses': [
    ['CUP-7010', 'Stoneware mug Tide, 350 ml', HOUSE, 1290, 24],
    ['CUP-7020', 'Double-wall glasses, 2 × 250 ml', 'Fjord', 1890, 13],
    ['CUP-7030', 'Espresso cups Lungo, set of 4', 'Stella', 2490, 9],
    ['CUP-7040', 'Travel mug Polar, 400 ml', 'Fjord', 2290, 9],
    ['CUP-7050', 'Tea cups Kawa, set of 2', 'Kawa', 1990, 7],
    ['CUP-7060', 'Iced drink tumblers, 4 × 400 ml', 'Fjord', 2190, 3, SUMMER]
  ],
  Pantry: [
    ['PAN-8010', 'Oat biscuits with sea salt, 200 g', 'Millers Lane', 450, 15],
    ['PAN-8020', 'Dark chocolate 72 %, 100 g', 'Millers Lane', 420, 13],
    ['PAN-8030', 'Vanilla syrup, 250 ml', 'Pureshot', 690, 9],
    ['PAN-8040', 'Gingerbread syrup, 250 ml', 'Pureshot', 690, 3, WINTER],
    ['PAN-8050', 'Heather honey, 340 g', 'Millers Lane', 890, 8],
    ['PAN-8060', 'Almond cantuccini, 250 g', 'Millers Lane', 590, 9],
    ['PAN-8070', 'Spiced nuts, 150 g', 'Millers Lane', 550, 6]
  ],
  Gifts: [
    ['GFT-9010', 'Coffee discovery box, 6 × 60 g', HOUSE, 2900, 13],
    ['GFT-9020', 'Tea chest with nine teas', 'Lark & Leaf', 3400, 13],
    ['GFT-9030', 'Breakfast hamper', HOUSE, 5900, 9],
    ['GFT-9040', 'Advent calendar, 24 coffees', HOUSE, 4900, 5, WINTER],
    ['GFT-9050', 'Gift tin with shortbread', 'Millers Lane', 1900, 6, WINTER],
    ['GFT-9060', 'Barista evening, gift voucher', HOUSE, 7500, 7],
    ['GFT-9070', 'Gift wrap and hand-written card', HOUSE, 550, 12]
  ]
}

export const PRODUCTS: readonly Product[] = CATEGORIES.flatMap((category) =>
  rows[category].map(([sku, name, brand, price, popularity, months]) => ({
    sku,
    name,
    category,
    brand,
    price,
    // Whole cents; own brands leave a little more.
    cost: Math.round(price * (brand === HOUSE ? 0.42 : 0.55)),
    popularity,
    months: months ?? []
  }))
)

const bySku = new Map(PRODUCTS.map((p) => [p.sku, p]))

export function product(sku: string): Product {
  const found = bySku.get(sku)
  if (!found) throw new RangeError(`no product ${sku}`)
  return found
}

/** Owning the first creates the need for the second, at once or at a later order. */
export const COMPLEMENTS = [
  { first: 'BRW-4010', needs: 'FIL-3020', why: 'The dripper takes cone papers that nothing else takes.' },
  { first: 'BRW-4030', needs: 'FIL-3030', why: 'Gaskets wear, and only these fit the pot.' },
  { first: 'KET-6030', needs: 'KET-6040', why: 'Cast iron must not stand on a stove; the warmer keeps the pot hot.' }
] as const

/** Each step replaces the one before. */
export const LADDER = ['GRD-5010', 'GRD-5020', 'GRD-5030'] as const

export interface Decoy {
  first: string
  second: string
  /** Why the two are seen together although neither calls for the other. */
  because: 'popularity' | 'season' | 'promotion'
}

export const DECOYS: readonly Decoy[] = [
  { first: 'CUP-7010', second: 'TEA-2010', because: 'popularity' },
  { first: 'CUP-7010', second: 'TEA-2020', because: 'popularity' },
  { first: 'CUP-7010', second: 'FIL-3010', because: 'popularity' },
  { first: 'PAN-8020', second: 'TEA-2010', because: 'popularity' },
  { first: 'GFT-9040', second: 'PAN-8040', because: 'season' },
  { first: 'GFT-9050', second: 'TEA-2070', because: 'season' },
  { first: 'GFT-9040', second: 'GFT-9050', because: 'season' },
  { first: 'CUP-7020', second: 'PAN-8050', because: 'promotion' },
  { first: 'TEA-2050', second: 'BRW-4040', because: 'promotion' },
  { first: 'PAN-8030', second: 'CUP-7030', because: 'promotion' }
]

/** For some weeks the two goods of each promotion decoy were sold as a bundle, which this share of the orders took. */
export const BUNDLES = [
  { first: 'CUP-7020', second: 'PAN-8050', from: '2024-02-19', to: '2024-04-15' },
  { first: 'TEA-2050', second: 'BRW-4040', from: '2024-05-06', to: '2024-07-01' },
  { first: 'PAN-8030', second: 'CUP-7030', from: '2024-08-05', to: '2024-09-30' }
] as const
export const BUNDLE_SHARE = 0.03

/** The coffee whose new bags do not close. */
export const FAULTY = 'COF-1020'
