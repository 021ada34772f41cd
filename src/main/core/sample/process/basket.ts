import { at, DAY, type Minutes, month } from '../calendar.ts'
import {
  BUNDLE_SHARE,
  BUNDLES,
  CATEGORIES,
  type Category,
  COMPLEMENTS,
  CONSUMABLE,
  LADDER,
  PRODUCTS,
  type Product,
  product
} from '../catalogue.ts'
import type { Customer, Intent, Order } from '../model.ts'
import { BUYERS, COMPLEMENT, HABIT, UPGRADE } from '../parameters.ts'
import { power } from '../random/math.ts'
import type { Stream } from '../random/stream.ts'

const IN_SEASON = 9
const BOUGHT_BEFORE = 0.12
const OUT_OF_SEASON = 0.05
const ladder: readonly string[] = LADDER
const isConsumable = (category: Category) => CONSUMABLE.includes(category)

const range = new Map(
  CATEGORIES.map((category) => {
    const products = PRODUCTS.filter((p) => p.category === category && !ladder.includes(p.sku))
    const prices = products.map((p) => p.price).sort((a, b) => a - b)
    return [category, { products, middle: prices[Math.floor(prices.length / 2)] ?? 1000 }]
  })
)

/** What a customer has and needs; changes with each order. */
export class Household {
  private readonly owned = new Set<string>()
  private readonly favourites = new Map<Category, Product[]>()
  private readonly needs: { pair: number; until: Minutes }[] = []
  private step = -1
  private stepSince = 0
  private coffees = 0
  private readonly customer: Customer | null

  constructor(customer: Customer | null) {
    this.customer = customer
  }

  has(sku: string): boolean {
    return this.owned.has(sku)
  }

  /** Index in LADDER of what the customer owns, −1 for none. */
  get ladderStep(): number {
    return this.step
  }

  readyForNextStep(t: Minutes): boolean {
    return this.coffees >= UPGRADE.coffees && t - this.stepSince >= UPGRADE.days * DAY
  }

  /** Fills the basket of one order and remembers it. Uses `random` in an order that depends on this household only. */
  fill(random: Stream, intent: Intent): { products: Map<Product, number>; planted: Order['planted'] } {
    const { habits, at: t } = intent
    const process = BUYERS[habits.type]
    const shift = this.customer?.shift
    const tastes = shift && t >= shift.at ? shift.tastes : habits.tastes
    const products = new Map<Product, number>()
    const planted: Order['planted'] = []
    const count = intent.reason === 'unplanned' ? 0 : 1 + random.poisson(process.moreLines)
    for (let i = 0; i < count; i++) {
      const category = CATEGORIES[random.weighted(tastes)] ?? 'Coffee'
      const chosen = this.choose(random, category, t, process.thrift, products)
      if (!chosen) continue
      products.set(chosen, isConsumable(category) && random.chance(process.multiple) ? random.integer(2, 3) : 1)
    }
    for (const wanted of intent.wants) products.set(wanted, 1)
    this.bundle(random, t, products)
    this.complement(random, t, products, planted)
    this.climb(random, t, intent, products, planted)
    this.remember(products)
    return { products, planted }
  }

  private choose(random: Stream, category: Category, t: Minutes, thrift: number, taken: ReadonlyMap<Product, number>): Product | undefined {
    const { products, middle } = range.get(category) ?? { products: PRODUCTS, middle: 1000 }
    const known = (this.favourites.get(category) ?? []).filter((p) => !taken.has(p))
    if (known.length > 0 && random.chance(HABIT)) return random.pick(known)
    const weights = products.map((p) => {
      if (taken.has(p)) return 0
      let weight = p.popularity * power(p.price / middle, -thrift)
      if (p.months.length > 0) weight *= p.months.includes(month(t)) ? IN_SEASON : OUT_OF_SEASON
      if (!isConsumable(category) && this.owned.has(p.sku)) weight *= BOUGHT_BEFORE
      return weight
    })
    return weights.every((w) => w === 0) ? undefined : products[random.weighted(weights)]
  }

  private bundle(random: Stream, t: Minutes, products: Map<Product, number>): void {
    const draw = random.uniform()
    const running = BUNDLES.find((b) => t >= at(b.from) && t < at(b.to))
    if (!running || draw >= BUNDLE_SHARE) return
    products.set(product(running.first), 1)
    products.set(product(running.second), 1)
  }

  private complement(random: Stream, t: Minutes, products: Map<Product, number>, planted: Order['planted']): void {
    for (const need of this.needs.splice(0)) {
      const needed = COMPLEMENTS[need.pair]?.needs
      if (needed === undefined || t > need.until || products.has(product(needed))) continue
      products.set(product(needed), 1)
      planted.push({ pair: need.pair })
    }
    for (const [pair, { first, needs: needed }] of COMPLEMENTS.entries()) {
      if (!products.has(product(first)) || products.has(product(needed))) continue
      const draw = random.uniform()
      if (draw < COMPLEMENT.together) {
        products.set(product(needed), 1)
        planted.push({ pair })
      } else if (draw < COMPLEMENT.together + COMPLEMENT.later) this.needs.push({ pair, until: t + COMPLEMENT.days * DAY })
    }
  }

  private climb(random: Stream, t: Minutes, intent: Intent, products: Map<Product, number>, planted: Order['planted']): void {
    const wished = intent.wants.map((p) => ladder.indexOf(p.sku)).find((step) => step >= 0)
    const draw = random.uniform()
    const start = this.step < 0 && draw < UPGRADE.start[intent.habits.type]
    const up = this.step >= 0 && this.step < ladder.length - 1 && draw < (this.readyForNextStep(t) ? UPGRADE.ready : UPGRADE.notReady)
    if (wished === undefined && !start && !up) return
    const next = wished ?? this.step + 1
    products.set(product(ladder[next] ?? LADDER[0]), 1)
    if (next > 0) planted.push({ step: next })
    this.step = next
    this.stepSince = t
    this.coffees = 0
  }

  private remember(products: ReadonlyMap<Product, number>): void {
    for (const [p, quantity] of products) {
      this.owned.add(p.sku)
      if (p.category === 'Coffee' && this.step >= 0) this.coffees += quantity
      const known = this.favourites.get(p.category) ?? []
      // The last two things liked; what is sold in some months only makes no habit.
      if (!known.includes(p) && p.months.length === 0) this.favourites.set(p.category, [...known, p].slice(-2))
    }
  }
}
