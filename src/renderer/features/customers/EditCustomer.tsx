import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { CustomerDetail } from '../../../shared/model/customer.ts'
import { whoIs } from '../../app/customerWords.ts'
import { useAction } from '../../app/query.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { t } from '../../i18n.ts'

const fields = [
  { name: 'name', maxLength: 200 },
  { name: 'email', maxLength: 254 },
  { name: 'phone', maxLength: 60 },
  { name: 'country', maxLength: 100 }
] as const
type Field = (typeof fields)[number]['name']

/** The user's own word on a customer, which counts more than any file's. Only what was changed is said; a field that was emptied is left to the files again. */
export function EditCustomer({ detail, onClose }: { detail: CustomerDetail; onClose: () => void }) {
  const { customer, email, phone } = detail
  const [before] = useState<Record<Field, string>>({
    name: customer.name ?? '',
    email: email ?? '',
    phone: phone ?? '',
    country: customer.country ?? ''
  })
  const [values, setValues] = useState(before)
  const edit = useAction('customers.edit')
  const changed = fields.filter(({ name }) => values[name].trim() !== before[name].trim())
  const send = (event: FormEvent) => {
    event.preventDefault()
    const say = Object.fromEntries(changed.map(({ name }) => [name, values[name].trim() || null]))
    edit.mutate({ id: customer.id, say }, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title={t('merging.edit.title', whoIs(customer))} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form onSubmit={send}>
        <Stack gap={16}>
          <Text c="dimmed">{t('merging.edit.note')}</Text>
          {fields.map(({ name, maxLength }, i) => (
            <TextInput
              key={name}
              {...(i === 0 ? { 'data-autofocus': true } : {})}
              label={t(`merging.edit.${name}`)}
              value={values[name]}
              maxLength={maxLength}
              onChange={({ currentTarget: { value } }) => setValues((old) => ({ ...old, [name]: value }))}
            />
          ))}
          {edit.error !== null && <ErrorNotice error={edit.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('frame.cancel')}
            </Button>
            <Button type="submit" loading={edit.isPending} disabled={changed.length === 0}>
              {t('merging.edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
