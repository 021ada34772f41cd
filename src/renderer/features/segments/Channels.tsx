import type { SegmentChannel } from '../../../shared/model/explanation.ts'
import type { Segment } from '../../../shared/model/segments.ts'
import { AmongLink } from '../../app/AmongLink.tsx'
import { useReading } from '../../components/reading.tsx'
import { ShareBar } from '../../components/ShareBar.tsx'
import { format, t } from '../../i18n.ts'
import classes from './explaining.module.css'
import { ratioSaid } from './explainWords.ts'

/** Which channels bring this group, what one of it costs there, and what came back. */
export function Channels({ channels, segment, currency }: { channels: readonly SegmentChannel[]; segment: Segment; currency: string }) {
  const { evidence } = useReading()
  const sign = format.currencySign(currency)
  const paid = channels.some(({ money }) => money !== null)
  // Runs from before took who had long been there for gained: none of their costs is shown.
  const costs = channels.some(({ money }) => money?.unknown !== undefined)
  const unknown = channels.reduce((sum, { money }) => sum + (money?.unknown ?? 0), 0)
  if (channels.length === 0) return <p className={classes.note}>{t('explaining.detail.noChannels')}</p>
  return (
    <>
      <table className={classes.plain} aria-label={t('explaining.detail.channels')}>
        <thead>
          <tr>
            <th>{t('explaining.detail.channel')}</th>
            <th data-align="end">{t('explaining.detail.channelCustomers')}</th>
            <th>{t('explaining.detail.channelShare')}</th>
            <th data-align="end">{t('explaining.detail.channelTimes')}</th>
            {costs && <th data-align="end">{t('explaining.detail.channelCost', sign)}</th>}
            {costs && <th data-align="end">{t('explaining.detail.channelBack', sign)}</th>}
            {costs && <th data-align="end">{t('explaining.detail.channelBackOfAll')}</th>}
          </tr>
        </thead>
        <tbody>
          {channels.map((of) => (
            <tr key={of.channel} title={moneyLine(of, currency)}>
              <td>{of.channel}</td>
              <td data-align="end">
                <AmongLink
                  filter={{
                    among: { of: 'channel', segment: segment.id, channel: of.channel },
                    subject: t('explaining.chip.channel'),
                    value: t('explaining.chip.inGroup', of.channel, segment.name),
                    slot: segment.slot
                  }}
                  label={t('explaining.detail.channelOpen', of.customers, of.channel)}
                >
                  {format.count(of.customers)}
                </AmongLink>
              </td>
              <td>
                <ShareBar share={of.share} />
              </td>
              <td data-align="end">{evidence && of.ratio !== null ? ratioSaid(asRatio(of)) : format.times(of.ratio)}</td>
              {costs && <td data-align="end">{format.decimal(of.money?.costEach)}</td>}
              {costs && <td data-align="end">{format.decimal(of.money?.back)}</td>}
              {costs && <td data-align="end">{backOfAll(of, evidence)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>
        {costs ? t('explaining.detail.channelsNote', unknown) : t(paid ? 'explaining.detail.costsOutdated' : 'explaining.detail.noSpend')}
      </p>
    </>
  )
}

function asRatio({ ratio, low, high }: SegmentChannel) {
  return ratio === null || low === null || high === null ? null : { ratio, low, high }
}

/** Where one in twenty would lie outside, in the evidence. */
function backOfAll({ money }: SegmentChannel, evidence: boolean): string {
  if (!money?.all) return format.unknown
  const { back, low, high } = money.all
  return evidence ? `${format.decimal(back)} (${format.range(low, high, format.decimal)})` : format.decimal(back)
}

function moneyLine({ channel, money }: SegmentChannel, currency: string): string | undefined {
  if (money?.unknown === undefined || money.costEach === null) return undefined
  return t('explaining.detail.channelMoney', {
    channel,
    spent: format.moneyAbout(money.spend, currency),
    gained: format.count(money.gained),
    back: format.moneyAbout(money.net, currency),
    one: format.moneyAbout(money.costEach, currency)
  })
}
