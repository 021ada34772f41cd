export { JourneyScreen } from './JourneyScreen.tsx'
