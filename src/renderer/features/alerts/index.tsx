export { AlertDetectorsScreen } from './AlertDetectorsScreen.tsx'
export { AlertModelScreen } from './AlertModelScreen.tsx'
export { AlertsScreen } from './AlertsScreen.tsx'
