export { SegmentScreen } from './SegmentScreen.tsx'
export { SegmentsScreen } from './SegmentsScreen.tsx'
