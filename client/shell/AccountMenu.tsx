import {
  Button,
  type FloatingPosition,
  Popover,
  SegmentedControl,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { Link } from 'react-router'
import { Avatar } from '../people/Avatar.tsx'
import { logOut } from '../session/session.ts'
import { useMe } from '../session/useMe.ts'
import classes from './AccountMenu.module.css'

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As device' },
]

/** Who is signed in, how the app looks, and the way out. */
export const AccountMenu = memo(function AccountMenu({ position }: { position: FloatingPosition }) {
  const agent = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  if (!agent) return null
  return (
    <Popover position={position} width={270} radius="lg" shadow="md" trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`Account of ${agent.name}`}
          onClick={() => setOpened((before) => !before)}
        >
          <Avatar login={agent.login} name={agent.name} size={38} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label="Account">
        <div className={classes.who}>
          <Avatar login={agent.login} name={agent.name} size={42} />
          <div>
            <strong>{agent.name}</strong>
            <span>{agent.login}</span>
          </div>
        </div>
        <SegmentedControl
          aria-label="Appearance"
          fullWidth
          data={schemes}
          value={colorScheme}
          onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        />
        <Button
          component={Link}
          to="/profile"
          variant="default"
          fullWidth
          leftSection={<IconUserCircle size={17} />}
          onClick={close}
        >
          Profile and status
        </Button>
        <Button variant="default" fullWidth leftSection={<IconLogout size={17} />} onClick={leave}>
          Log out
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
})

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
