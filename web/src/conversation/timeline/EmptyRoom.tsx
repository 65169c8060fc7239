import { MessageSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../app/Blank';

export function EmptyRoom() {
  const { t } = useTranslation('conversation');
  return (
    <Blank
      icon={<MessageSquare size={28} />}
      title={t('timeline.empty.title')}
      text={t('timeline.empty.text')}
    />
  );
}
