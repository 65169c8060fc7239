export type EmojiGroup = 'faces' | 'hands' | 'hearts' | 'trade' | 'things' | 'nature' | 'signs';

const list = (text: string): string[] => text.trim().split(/\s+/u);

/** Those that people use when they write to each other, and what cars and trade need. */
export const EMOJI: [EmojiGroup, string[]][] = [
  [
    'faces',
    list(`😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😗 😚 😙 😋 😛 😜 🤪 😝 🤑 🤗 🤭 🤫 🤔 🤐 🤨 😐 😑 😶 😏 😒
      🙄 😬 😌 😔 😪 😴 😷 🤒 🤕 🤢 🤧 🥵 🥶 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😯 😲 😳 🥺 😦 😧 😨 😰 😥 😢 😭 😱 😖 😣 😞
      😓 😩 😫 🥱 😤 😡 😠 😈 💀 👻 🤖 😺 🙈 🙉 🙊`),
  ],
  [
    'hands',
    list(`👋 🤚 🖐️ ✋ 👌 🤏 ✌️ 🤞 🤟 🤙 👈 👉 👆 👇 ☝️ 👍 👎 ✊ 👊 🤛 🤜 👏 🙌 👐 🤲 🤝 🙏 ✍️ 💪 👀 🧠 👂 👃 👨 👩 👴 👵 👮 👷
      🤵 🕵️ 🧑‍🔧 🧑‍💼 🧑‍💻 🙋 🤷 🤦 🙅 🙆 🙇`),
  ],
  ['hearts', list('❤️ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 💔 💕 💞 💓 💗 💖 💘 💝 💯 💢 💥 💫 💦 💨 💬 💭 💤')],
  [
    'trade',
    list(`🚗 🚙 🚕 🛻 🚐 🚚 🚛 🏎️ 🚓 🚑 🚒 🚜 🏍️ 🛵 🚲 🚌 ⛽ 🛞 🔧 🔩 🛠️ ⚙️ 🔑 🗝️ 🚦 🛣️ 🅿️ 💰 💵 💶 💳 🧾 📈 📉 📊 📝 📄 📑 📋 📎
      📌 📍 🏷️ 🤝 🏢 🏦 🏪 🏠`),
  ],
  [
    'things',
    list(`📱 💻 🖨️ 📷 📹 🎥 📞 ☎️ ⏰ ⏳ 📅 📆 ✉️ 📧 📦 🔒 🔓 🔍 💡 🔋 🔌 🔔 🔕 🎵 🎉 🎊 🎁 🏆 🥇 ⚽ 🏀 ☕ 🍵 🍽️ 🍰 🍕 🍔 🥗 🍎 🍇
      🥂 🍾`),
  ],
  [
    'nature',
    list('☀️ 🌤️ ⛅ 🌧️ ⛈️ ❄️ ☃️ 🌈 🌙 ⭐ 🌟 ✨ ⚡ 🔥 🌊 🌍 🌱 🌳 🌹 🌷 🌻 🍀 🐶 🐱 🐦 🐟 🐢 🦁 🐎 🦅'),
  ],
  [
    'signs',
    list(`✅ ☑️ ✔️ ❌ ❎ ➕ ➖ ❓ ❗ ‼️ ⁉️ ⚠️ 🚫 ⛔ 🆗 🆕 🆓 🔝 🔜 🔴 🟠 🟡 🟢 🔵 🟣 ⚫ ⚪ 🔺 🔻 ⬆️ ⬇️ ⬅️ ➡️ ↩️ ↪️ 🔄 1️⃣ 2️⃣ 3️⃣ 4️⃣
      5️⃣ 🇹🇷 🇪🇺 🇩🇪`),
  ],
];
