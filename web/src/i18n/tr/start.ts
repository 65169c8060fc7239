/** The demo's start page. */
export const start = {
  title: 'Kimin gözünden bakalım?',
  text: 'Bir hesap seçin; mesajları onun gördüğü gibi açılır. Her hesap kendi penceresinde açılır: ikisini yan yana koyun, birinden yazın, ötekinde anında görün.',
  newWindow: 'yeni pencerede',
  roles: { dealer: 'Galerici', support: 'Destek', admin: 'Yönetici', service: 'Servis' },
  failed: 'Hesaplar yüklenemedi.',
  demo: 'Deneme verileri',
} as const;
