/** The menu. */
export const settings = {
  menu: 'Menü',
  theme: 'Görünüm',
  light: 'Açık',
  dark: 'Koyu',
  auto: 'Cihazla aynı',
  language: 'Dil',
  /** Each language in its own words. */
  languages: { tr: 'Türkçe', en: 'English' },
  sound: 'Yeni mesajda ses',
  shortcuts: 'Klavye kısayolları',
  admin: 'Yönetim',
  inbox: 'Mesajlar',
  accounts: 'Başka hesap seç',
} as const;
