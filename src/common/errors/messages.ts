import type { ErrorCode } from '../../contracts/index.js';

/** What each error says to a person, in both languages. */
export const ERROR_MESSAGES: Record<ErrorCode, { tr: string; en: string }> = {
  VALIDATION_FAILED: { tr: 'Gönderilen bilgiler geçersiz.', en: 'The request has invalid values.' },
  INVALID_JSON: { tr: 'İstek gövdesi geçerli bir JSON değil.', en: 'The request body is not valid JSON.' },
  FILE_INVALID: { tr: 'Dosya kabul edilmedi.', en: 'The file was refused.' },
  OWN_MESSAGE: {
    tr: 'Kendi tarafınızın mesajı okundu olarak işaretlenemez.',
    en: "Your own side's message cannot be marked as read.",
  },
  MESSAGE_NOT_EDITABLE: {
    tr: 'Bu türde bir mesaj düzenlenemez.',
    en: 'Messages of this type cannot be edited.',
  },
  MESSAGE_NOT_FORWARDABLE: {
    tr: 'Bu türde bir mesaj iletilemez.',
    en: 'Messages of this type cannot be forwarded.',
  },
  SAME_GALLERY: {
    tr: 'Bir galeri kendisiyle sohbet odası açamaz.',
    en: 'A gallery cannot open a room with itself.',
  },
  OFFER_ROOM_REQUIRED: {
    tr: 'Teklif güncellemesi yalnızca teklif odalarına gönderilebilir.',
    en: 'Offer updates can only be sent to offer rooms.',
  },
  UNKNOWN_EVENT: { tr: 'Böyle bir olay yok.', en: 'There is no such event.' },
  UNAUTHORIZED: { tr: 'Oturum geçersiz veya süresi dolmuş.', en: 'The session is invalid or has expired.' },
  ORIGIN_FORBIDDEN: {
    tr: 'Bu kaynaktan erişime izin verilmiyor.',
    en: 'Access from this origin is not allowed.',
  },
  GALLERY_FORBIDDEN: { tr: 'Bu galeri adına işlem yapamazsınız.', en: 'You cannot act for this gallery.' },
  ROLE_FORBIDDEN: { tr: 'Bu işlem için yetkiniz yok.', en: 'Your role does not allow this.' },
  ROOM_FORBIDDEN: { tr: 'Bu sohbet odasına erişiminiz yok.', en: 'You have no access to this room.' },
  OFFER_FORBIDDEN: { tr: 'Bu teklifin tarafı değilsiniz.', en: 'You are not a party to this offer.' },
  MESSAGE_TYPE_FORBIDDEN: {
    tr: 'Bu türde mesaj gönderme yetkiniz yok.',
    en: 'You may not send messages of this type.',
  },
  NOT_OWN_MESSAGE: {
    tr: 'Yalnızca kendi mesajınızı değiştirebilirsiniz.',
    en: 'You can only change your own message.',
  },
  CHANGE_WINDOW_OVER: {
    tr: 'Bu mesajı değiştirmek için süre doldu.',
    en: 'The time in which this message could be changed is over.',
  },
  NOT_FOUND: { tr: 'Aradığınız adres bulunamadı.', en: 'There is nothing at this address.' },
  ROOM_NOT_FOUND: { tr: 'Sohbet odası bulunamadı.', en: 'The room was not found.' },
  MESSAGE_NOT_FOUND: { tr: 'Mesaj bulunamadı.', en: 'The message was not found.' },
  OFFER_NOT_FOUND: { tr: 'Teklif bulunamadı.', en: 'The offer was not found.' },
  VEHICLE_NOT_FOUND: { tr: 'Araç bulunamadı.', en: 'The vehicle was not found.' },
  GALLERY_NOT_FOUND: { tr: 'Galeri bulunamadı.', en: 'The gallery was not found.' },
  IDEMPOTENCY_CONFLICT: {
    tr: 'Bu clientMessageId başka bir içerikle zaten kullanıldı.',
    en: 'This clientMessageId was already used with another body.',
  },
  MESSAGE_DELETED: { tr: 'Bu mesaj silinmiş.', en: 'This message was deleted.' },
  EDIT_LIMIT_REACHED: {
    tr: 'Bu mesaj artık daha fazla düzenlenemez.',
    en: 'This message cannot be edited any more often.',
  },
  REACTION_LIMIT_REACHED: {
    tr: 'Bu mesaja başka bir emoji eklenemez.',
    en: 'This message cannot take another emoji.',
  },
  PIN_LIMIT_REACHED: {
    tr: 'Bu odada daha fazla mesaj sabitlenemez.',
    en: 'No more messages can be pinned in this room.',
  },
  ROOM_NOT_JOINED: { tr: 'Önce odaya katılmalısınız.', en: 'Join the room first.' },
  PAYLOAD_TOO_LARGE: { tr: 'İstek çok büyük.', en: 'The request is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    tr: 'Bu içerik türü desteklenmiyor.',
    en: 'This content type is not supported.',
  },
  RATE_LIMITED: {
    tr: 'Çok fazla istek gönderdiniz, lütfen biraz bekleyin.',
    en: 'Too many requests; please wait a moment.',
  },
  INTERNAL_ERROR: { tr: 'Beklenmeyen bir hata oluştu.', en: 'An unexpected error occurred.' },
  SERVICE_UNAVAILABLE: {
    tr: 'Hizmete şu anda ulaşılamıyor, lütfen yeniden deneyin.',
    en: 'The service is not available right now; please try again.',
  },
  STORAGE_UNAVAILABLE: {
    tr: 'Dosya deposuna şu anda ulaşılamıyor, lütfen yeniden deneyin.',
    en: 'The file store is not available right now; please try again.',
  },
  ROOM_BUSY: {
    tr: 'Oda şu anda çok yoğun, lütfen yeniden deneyin.',
    en: 'The room is very busy right now; please try again.',
  },
};
