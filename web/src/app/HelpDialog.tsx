import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Kbd.css';
import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './HelpDialog.module.css';

type Row = readonly [keys: readonly (readonly string[])[], text: string];

/** Every key of the page. */
export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('help.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.groups}>
        {useGroups().map(({ title, rows }) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.rows}>
              {rows.map(([keys, text]) => (
                <div key={text} className={classes.row}>
                  <dt>{text}</dt>
                  <dd>
                    {keys.map((combination, index) => (
                      <Fragment key={combination.join()}>
                        {index > 0 && <span aria-hidden="true"> / </span>}
                        {combination.map((key) => (
                          <Kbd key={key} size="xs">
                            {key}
                          </Kbd>
                        ))}
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function useGroups(): { title: string; rows: readonly Row[] }[] {
  const { t } = useTranslation();
  const { enter, shift, alt, ctrl, escape } = t('help.keys', { returnObjects: true });
  return [
    {
      title: t('help.everywhere'),
      rows: [
        [[['/'], [ctrl, 'K']], t('help.search')],
        [[[alt, 'N']], t('help.newConversation')],
        [[[alt, '↓']], t('help.nextRoom')],
        [[[alt, '↑']], t('help.previousRoom')],
        [[['?']], t('help.help')],
      ],
    },
    {
      title: t('help.inList'),
      rows: [
        [[['↑'], ['↓']], t('help.move')],
        [[[enter]], t('help.open')],
      ],
    },
    {
      title: t('help.inConversation'),
      rows: [
        [[[enter]], t('help.send')],
        [[[shift, enter]], t('help.newLine')],
        [[['↑']], t('help.editLast')],
        [[[escape]], t('help.cancel')],
        [[['↑'], ['↓']], t('help.moveMessages')],
        [[[enter]], t('help.actions')],
      ],
    },
  ];
}
