import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { type KpiId, kpiIds } from '../../shared/model/kpis.ts'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import {
  AlertDetectorsScreen,
  AlertModelScreen,
  AlertsScreen,
  AnswersScreen,
  BeliefsScreen,
  CompareScreen,
  CustomerScreen,
  CustomersScreen,
  DataScreen,
  DuplicatesScreen,
  HomeScreen,
  JourneyScreen,
  KpisScreen,
  LaddersScreen,
  MovementScreen,
  OffersScreen,
  PainsScreen,
  QualityScreen,
  RejectedScreen,
  RfmScreen,
  SegmentScreen,
  SegmentsScreen,
  SupportAnswersScreen,
  SupportChangeScreen,
  SupportGroupScreen,
  SupportScreen,
  SupportVoicesScreen,
  TemplatesScreen,
  UpsellScreen
} from './screens.ts'

/** Which screen an address opens. */
export function Screens() {
  return (
    <ScreenBoundary>
      <Suspense>
        <Switch>
          <Route path="/home" component={HomeScreen} />
          <Route path="/kpis">{() => <KpisScreen />}</Route>
          <Route path="/kpis/:kpi">{({ kpi }) => <WithKpi kpi={kpi}>{(id) => <KpisScreen key={id} initial={id} />}</WithKpi>}</Route>
          <Route path="/data" component={DataScreen} />
          <Route path="/data/rejected">{() => <RejectedScreen />}</Route>
          <Route path="/data/rejected/:id">
            {({ id }) => <WithId id={id}>{(importId) => <RejectedScreen importId={importId} />}</WithId>}
          </Route>
          <Route path="/data/quality">{() => <QualityScreen />}</Route>
          <Route path="/data/quality/:id">
            {({ id }) => <WithId id={id}>{(importId) => <QualityScreen importId={importId} />}</WithId>}
          </Route>
          <Route path="/data/templates" component={TemplatesScreen} />
          <Route path="/customers" component={CustomersScreen} />
          <Route path="/customers/duplicates" component={DuplicatesScreen} />
          <Route path="/customers/:id">{({ id }) => <WithId id={id}>{(customer) => <CustomerScreen id={customer} />}</WithId>}</Route>
          <Route path="/journey" component={JourneyScreen} />
          <Route path="/segments" component={SegmentsScreen} />
          <Route path="/segments/pains" component={PainsScreen} />
          <Route path="/segments/movement" component={MovementScreen} />
          <Route path="/segments/compare" component={CompareScreen} />
          <Route path="/segments/rfm" component={RfmScreen} />
          <Route path="/segments/:id">{({ id }) => <WithId id={id}>{(segment) => <SegmentScreen id={segment} />}</WithId>}</Route>
          <Route path="/support" component={SupportScreen} />
          <Route path="/support/voices" component={SupportVoicesScreen} />
          <Route path="/support/answers" component={SupportAnswersScreen} />
          <Route path="/support/change" component={SupportChangeScreen} />
          <Route path="/support/:id">{({ id }) => <WithId id={id}>{(group) => <SupportGroupScreen id={group} />}</WithId>}</Route>
          <Route path="/upsell" component={UpsellScreen} />
          <Route path="/upsell/offers" component={OffersScreen} />
          <Route path="/upsell/ladders" component={LaddersScreen} />
          <Route path="/upsell/answers" component={AnswersScreen} />
          <Route path="/upsell/beliefs" component={BeliefsScreen} />
          <Route path="/alerts" component={AlertsScreen} />
          <Route path="/alerts/model" component={AlertModelScreen} />
          <Route path="/alerts/detectors" component={AlertDetectorsScreen} />
          <Route>
            <Redirect to="/home" replace />
          </Route>
        </Switch>
      </Suspense>
    </ScreenBoundary>
  )
}

/** Only a KPI that there is. */
function WithKpi({ kpi, children }: { kpi: string; children: (kpi: KpiId) => React.ReactNode }) {
  const known = kpiIds.find((id) => id === kpi)
  return known === undefined ? <Redirect to="/kpis" replace /> : children(known)
}

/** An id in an address may have been typed: only whole numbers go further. */
function WithId({ id, children }: { id: string; children: (id: number) => React.ReactNode }) {
  return /^\d{1,15}$/.test(id) ? children(Number(id)) : <Redirect to="/home" replace />
}
