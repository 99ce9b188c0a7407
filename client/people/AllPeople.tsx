import { Drawer, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTexts } from '../texts/texts.ts'
import classes from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { usePeople } from './PeopleProvider.tsx'

/** With fewer people than this a filter is of no use. */
const filterFrom = 8

type Props = { opened: boolean; onClose(): void }

/** Everybody, from the side. */
export function AllPeople({ opened, onClose }: Props) {
  const t = useTexts()
  const { people } = usePeople()
  const [filter, setFilter] = useState('')
  function close() {
    onClose()
    setFilter('')
  }
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      title={t('people.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {(people?.length ?? 0) > filterFrom && (
        <TextInput
          className={classes.filter}
          type="search"
          aria-label={t('people.find')}
          placeholder={t('people.nameOrLogin')}
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <PeopleList filter={filter} onGone={close} />
    </Drawer>
  )
}
