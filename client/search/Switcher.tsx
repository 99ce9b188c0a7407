import { Modal, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { IconHash, IconSearch, IconUser, IconWindow } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { type Destination, destinationsFor } from './destinations.ts'
import { placeAt, recentPlaces } from './recent-places.ts'
import classes from './Switcher.module.css'
import { useDestinations } from './useDestinations.ts'

/** So many destinations are offered at once: more letters leave fewer. */
const most = 12

const kinds = {
  room: { icon: IconHash, name: 'search.room' },
  person: { icon: IconUser, name: 'search.person' },
  screen: { icon: IconWindow, name: 'search.screen' },
} as const

/** Goes to any room, person or screen by a few letters of its name, or searches for them in the messages. */
export function Switcher({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useTexts()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('search.goTo')}
      centered={false}
      yOffset="12vh"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Choice onDone={onClose} />
    </Modal>
  )
}

function Choice({ onDone }: { onDone(): void }) {
  const t = useTexts()
  const login = useMe()?.login ?? ''
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const { all, go, wrong } = useDestinations()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const here = placeAt(pathname)
  const elsewhere = all.filter(({ key }) => key !== here)
  const found = destinationsFor(query, elsewhere, recentPlaces(login)).slice(0, most)
  const count = found.length + (query.trim() ? 1 : 0)
  const active = Math.min(at, count - 1)

  async function choose(index: number) {
    const destination = found[index]
    if (!destination) navigate(`/search?q=${encodeURIComponent(query.trim())}`)
    if (!destination || (await go(destination))) onDone()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || count === 0) return
    if (event.key === 'ArrowDown') setAt((active + 1) % count)
    else if (event.key === 'ArrowUp') setAt((active + count - 1) % count)
    else if (event.key === 'Enter') choose(active)
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        role="combobox"
        aria-label={t('search.goToWhat')}
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={t('search.goToWhat')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
      <Stack id={`${id}-list`} gap={0} role="listbox" aria-label={t('search.whereTo')} className={classes.list}>
        {found.map((destination, index) => (
          <Option
            key={destination.key}
            id={`${id}-${index}`}
            destination={destination}
            active={index === active}
            onChoose={() => choose(index)}
          />
        ))}
        {query.trim() && (
          <Option
            id={`${id}-${found.length}`}
            destination={null}
            active={active === found.length}
            onChoose={() => choose(found.length)}
          >
            {t('search.searchFor', { words: query.trim() })}
          </Option>
        )}
      </Stack>
    </>
  )
}

type OptionProps = {
  id: string
  /** Null to search for what was written. */
  destination: Destination | null
  active: boolean
  onChoose(): void
  children?: ReactNode
}

function Option({ id, destination, active, onChoose, children }: OptionProps) {
  const t = useTexts()
  const kind = destination ? kinds[destination.kind] : null
  const Icon = kind?.icon ?? IconSearch
  return (
    <UnstyledButton
      id={id}
      role="option"
      aria-selected={active}
      // The field keeps the focus and has the keys: its aria-activedescendant says which option is meant.
      tabIndex={-1}
      className={classes.option}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon size={17} aria-hidden="true" />
      <span className={classes.label}>{destination?.label ?? children}</span>
      {destination && destination.unread > 0 && (
        <span className={classes.unread}>{t('rooms.unread', { count: destination.unread })}</span>
      )}
      {kind && <span className={classes.kind}>{t(kind.name)}</span>}
    </UnstyledButton>
  )
}
