import { Button } from '@mantine/core'
import type { Mapping, PreviewGroup } from '../../../shared/model/import.ts'
import { t } from '../../i18n.ts'
import { importStore } from './importStore.ts'
import { withoutCustomers } from './mapping.ts'
import classes from './Nearest.module.css'

/** For orders in which no column names a customer: to go on without. */
export function Nobody({ group, mapping }: { group: PreviewGroup; mapping: Mapping }) {
  return (
    <div className={classes.one}>
      <p className={classes.lacks}>{t('data.kind.nobodyNote')}</p>
      <Button variant="default" onClick={() => importStore.change(group.id, withoutCustomers(mapping))}>
        {t('data.kind.nobody')}
      </Button>
    </div>
  )
}
