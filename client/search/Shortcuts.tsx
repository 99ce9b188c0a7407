import { Modal } from '@mantine/core'
import { text, useTexts } from '../texts/texts.ts'
import classes from './Shortcuts.module.css'
import { shortcuts } from './shortcuts.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Keys have their names on them, but for any letter. */
function keyName(key: string): string {
  if (key === 'Any letter') return text('search.keys.anyLetter')
  return key === 'Ctrl' && isMac ? '⌘' : key
}

/** All that can be done by keys. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useTexts()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.shortcuts')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {shortcuts.map(({ about, keys }) => (
        <section key={about} aria-label={t(about)}>
          <h3 className={classes.about}>{t(about)}</h3>
          <dl className={classes.list}>
            {keys.map(({ keys: pressed, does }) => (
              <div key={does} className={classes.row}>
                <dt>
                  {pressed.map((key) => (
                    <kbd key={key} className={classes.key}>
                      {keyName(key)}
                    </kbd>
                  ))}
                </dt>
                <dd>{t(does)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
