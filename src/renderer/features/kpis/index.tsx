export { KpisScreen } from './KpisScreen.tsx'
