export { CustomerScreen } from './CustomerScreen.tsx'
export { CustomersScreen } from './CustomersScreen.tsx'
export { DuplicatesScreen } from './DuplicatesScreen.tsx'
