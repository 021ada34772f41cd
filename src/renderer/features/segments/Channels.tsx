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
            {paid && <th data-align="end">{t('explaining.detail.channelCost', sign)}</th>}
            {paid && <th data-align="end">{t('explaining.detail.channelBack', sign)}</th>}
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
              {paid && <td data-align="end">{format.decimal(of.money?.costEach)}</td>}
              {paid && <td data-align="end">{format.decimal(of.money?.back)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{t(paid ? 'explaining.detail.channelsNote' : 'explaining.detail.noSpend')}</p>
    </>
  )
}

function asRatio({ ratio, low, high }: SegmentChannel) {
  return ratio === null || low === null || high === null ? null : { ratio, low, high }
}

function moneyLine({ channel, money }: SegmentChannel, currency: string): string | undefined {
  if (money === null || money.costEach === null) return undefined
  return t('explaining.detail.channelMoney', {
    channel,
    spent: format.moneyAbout(money.spend, currency),
    gained: format.count(money.gained),
    back: format.moneyAbout(money.net, currency),
    one: format.moneyAbout(money.costEach, currency)
  })
}
