import type { OrderField } from '../../../shared/model/import.ts'
import type { PlainMessageKey } from '../../i18n.ts'

interface FieldGroup {
  label: PlainMessageKey
  fields: readonly OrderField[]
}

/** The fields of an order in the order in which a person looks for them. */
export const fieldGroups: readonly FieldGroup[] = [
  { label: 'data.fieldGroup.who', fields: ['customer', 'customerName', 'customerEmail', 'country'] },
  { label: 'data.fieldGroup.order', fields: ['order', 'orderedAt', 'status', 'channel'] },
  { label: 'data.fieldGroup.what', fields: ['product', 'productName', 'category', 'quantity'] },
  { label: 'data.fieldGroup.money', fields: ['unitPrice', 'lineTotal', 'discount', 'currency'] }
]
