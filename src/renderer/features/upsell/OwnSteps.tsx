import { Button, MultiSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useMethod } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { Section } from '../../components/Screen.tsx'
import { t } from '../../i18n.ts'
import classes from './upsell.module.css'

/** So many of the names that fit what is typed; so many steps in a row. */
const [mostNames, mostProducts] = [100, 8]

/** Steps up that the user knows of: what there is, and a row of products to add, in the order in which they are chosen. */
export function OwnSteps() {
  const { data: ladders = [], error } = useMethod('upsell.ladders', {})
  const products = useMethod('beliefs.choices', {}).data?.products ?? []
  const plans = useMethod('upsell.plans', {}).data ?? []
  const save = useAction('upsell.setLadders')
  const [chosen, setChosen] = useState<string[]>([])
  const failed = error ?? save.error
  return (
    <Section title={t('offering.ladders.own')} note={t('offering.ladders.ownNote')}>
      {failed && <ErrorNotice error={failed} />}
      {ladders.length > 0 && (
        <ul className={classes.own}>
          {ladders.map((ladder, at) => {
            const chain = t('offering.ladders.chain', ladder)
            return (
              <li key={chain}>
                {chain}
                <IconButton
                  icon={IconX}
                  label={t('offering.ladders.remove', chain)}
                  onClick={() => save.mutate({ ladders: ladders.filter((_, other) => other !== at) })}
                />
              </li>
            )
          })}
        </ul>
      )}
      <form
        className={classes.addSteps}
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 1) save.mutate({ ladders: [...ladders, chosen] }, { onSuccess: () => setChosen([]) })
        }}
      >
        <MultiSelect
          label={t('offering.ladders.choose')}
          searchable
          hidePickedOptions
          {...(chosen.length === 0 && { placeholder: t('offering.ladders.chooseHint') })}
          limit={mostNames}
          maxValues={mostProducts}
          data={plans.length === 0 ? products : grouped(products, plans)}
          value={chosen}
          onChange={setChosen}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={chosen.length < 2}>
          {t('offering.ladders.add')}
        </Button>
      </form>
    </Section>
  )
}

/** Plans before products; what is called like a plan is one. */
function grouped(products: readonly string[], plans: readonly string[]) {
  return [
    { group: t('offering.ladders.ownPlans'), items: [...plans] },
    { group: t('offering.ladders.ownProducts'), items: products.filter((name) => !plans.includes(name)) }
  ]
}
