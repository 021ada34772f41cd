import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { t } from '../i18n.ts'
import classes from './TopBar.module.css'

const choices = [
  { value: 'light', label: 'frame.theme.light', icon: IconSun },
  { value: 'dark', label: 'frame.theme.dark', icon: IconMoon },
  { value: 'auto', label: 'frame.theme.system', icon: IconDeviceDesktop }
] as const

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Shown = useComputedColorScheme('light') === 'dark' ? IconMoon : IconSun
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <UnstyledButton className={classes.icon} aria-label={t('frame.theme.switch')} title={t('frame.theme.switch')}>
          <Shown size={20} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={colorScheme === value ? <IconCheck size={16} stroke={1.75} aria-hidden="true" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
