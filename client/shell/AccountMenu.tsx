import { Button, type FloatingPosition, Popover, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAdjustments, IconKeyboard, IconLogout, IconMoonFilled, IconUserCircle } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { Link } from 'react-router'
import { Avatar } from '../people/Avatar.tsx'
import { useQuiet } from '../preferences/PreferencesProvider.tsx'
import { showShortcuts } from '../search/Going.tsx'
import { logOut } from '../session/session.ts'
import { useMe } from '../session/useMe.ts'
import { text, useTexts } from '../texts/texts.ts'
import classes from './AccountMenu.module.css'

/** Who is signed in, the way to the preferences, and the way out. A moon says that the agent wants to be left alone. */
export const AccountMenu = memo(function AccountMenu({ position }: { position: FloatingPosition }) {
  const t = useTexts()
  const agent = useMe()
  const quiet = useQuiet()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  if (!agent) return null
  return (
    <Popover position={position} width={270} radius="lg" shadow="md" trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t(quiet ? 'shell.accountOfQuiet' : 'shell.accountOf', { name: agent.name })}
          onClick={() => setOpened((before) => !before)}
        >
          <Avatar login={agent.login} name={agent.name} size={38} />
          {quiet && (
            <span className={classes.quiet}>
              <IconMoonFilled size={11} aria-hidden="true" />
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('shell.account')}>
        <div className={classes.who}>
          <Avatar login={agent.login} name={agent.name} size={42} />
          <div>
            <strong>{agent.name}</strong>
            <span>{agent.login}</span>
          </div>
        </div>
        <Button
          component={Link}
          to="/preferences"
          variant="default"
          fullWidth
          leftSection={<IconAdjustments size={17} aria-hidden="true" />}
          onClick={close}
        >
          {t('shell.preferences')}
        </Button>
        <Button
          component={Link}
          to="/profile"
          variant="default"
          fullWidth
          leftSection={<IconUserCircle size={17} />}
          onClick={close}
        >
          {t('shell.profile')}
        </Button>
        <Button
          variant="default"
          fullWidth
          leftSection={<IconKeyboard size={17} />}
          onClick={() => {
            close()
            showShortcuts()
          }}
        >
          {t('shell.shortcuts')}
        </Button>
        <Button variant="default" fullWidth leftSection={<IconLogout size={17} />} onClick={leave}>
          {t('shell.logOut')}
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
      title: text('shell.stillSignedIn'),
      message: text('shell.cannotLogOut'),
    })
  }
}
