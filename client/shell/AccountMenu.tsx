import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { Avatar } from '../people/Avatar.tsx'
import { logOut, session } from '../session.ts'
import { useStore } from '../store.ts'
import classes from './AccountMenu.module.css'

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'Like this device', icon: IconDeviceDesktop },
] as const

/** Who is signed in, how the app looks, and the way out. */
export function AccountMenu() {
  const now = useStore(session)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  if (now.status !== 'signed-in' && now.status !== 'expired') return null
  const { agent } = now
  return (
    <Menu position="right-end" width={220} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`Account of ${agent.name}`}>
          <Avatar login={agent.login} name={agent.name} size={38} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{agent.name}</strong>
          <span>{agent.login}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={17} />}
            onClick={() => setColorScheme(value)}
            aria-current={colorScheme === value}
            className={classes.choice}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={17} />} onClick={leave}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function leave(): Promise<void> {
  try {
    await logOut()
  } catch {
    notifications.show({
      color: 'ember',
      title: 'Still signed in',
      message: 'Parley cannot be reached to log you out.',
    })
  }
}
