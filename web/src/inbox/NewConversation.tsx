import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Text.css';
import '@mantine/core/styles/Group.css';
import '@mantine/core/styles/Stack.css';
import { useChat } from '@dealer-messaging/client/react';
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../app/errors';
import { navigate, roomHash, SUBJECTS, type Subject } from '../app/route';
import { subjectOf } from '../app/subject';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Opens a conversation about an offer or a vehicle, or with support; the one that stands already is as good. */
export default function NewConversation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['inbox', 'app']);
  const [subject, setSubject] = useState<Subject>('offer');
  const { isSupport, begin, isBusy, error } = useBeginning(onClose);
  const [id, setId] = useState('');
  const [otherGalleryId, setOtherGalleryId] = useState('');
  const [isChecked, setChecked] = useState(false);

  const needsId = subject !== 'support';
  // The owner of a vehicle, and support itself, say who the other side is.
  const takesGallery = subject === 'vehicle' || (subject === 'support' && isSupport);
  const wrongId = needsId && !UUID.test(id.trim());
  const wrongGallery = takesGallery && otherGalleryId.trim() !== '' && !UUID.test(otherGalleryId.trim());

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (wrongId || wrongGallery) return;
    const gallery = takesGallery ? otherGalleryId.trim() : '';
    begin(subject, needsId ? id.trim() : undefined, gallery === '' ? undefined : gallery);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            aria-label={t('create.kind')}
            value={subject}
            onChange={setSubject}
            data={SUBJECTS.map((value) => ({ value, label: t(`create.${value}`) }))}
          />
          {subject === 'support' && !isSupport && (
            <Text size="sm" c="dimmed">
              {t('create.supportHint')}
            </Text>
          )}
          {needsId && (
            <TextInput
              data-autofocus
              label={t(subject === 'offer' ? 'create.offerId' : 'create.vehicleId')}
              description={t('create.idHint')}
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
              error={isChecked && wrongId && t('create.idWrong')}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          {takesGallery && (
            <TextInput
              label={t('create.otherGalleryId')}
              description={t(
                subject === 'vehicle' ? 'create.otherGalleryHint' : 'create.otherGallerySupport',
              )}
              value={otherGalleryId}
              onChange={(event) => setOtherGalleryId(event.currentTarget.value)}
              error={isChecked && wrongGallery && t('create.idWrong')}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          {error !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {errorText(error)}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useBeginning(onClose: () => void) {
  const { client, me } = useChat();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const begin = (...about: Parameters<typeof subjectOf>): void => {
    setBusy(true);
    setError(undefined);
    client.startRoom(subjectOf(...about)).then(
      (room) => {
        onClose();
        navigate(roomHash(room.id));
      },
      (thrown: unknown) => {
        setBusy(false);
        setError(thrown);
      },
    );
  };
  const isSupport = me?.role === 'support' || me?.role === 'admin';
  return { isSupport, begin, isBusy, error };
}
