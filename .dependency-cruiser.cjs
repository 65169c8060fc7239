/**
 * The arrows of the house: controllers and realtime → services → repositories → database. Features meet through their
 * `index.ts`. `npm run boundaries` checks them, the test command runs it.
 */
const FEATURES =
  '^src/(administration|auth|capabilities|docs|health|link-previews|messages|metrics|personal-data|presence|rate-limits|read-receipts|revocations|rooms|storage|uploads|virus-scan|web-page)/';
const SPECS = '[.](spec|test)[.]ts$';
/** Files that speak HTTP or Socket.IO by their nature. */
const TRANSPORT = [
  '[.]controller[.]ts$',
  '[.]module[.]ts$',
  '^src/(main|app[.](setup|logging))[.]ts$',
  '^src/realtime/',
  '^src/auth/http-authentication[.]ts$',
  '^src/common/http/',
  '^src/docs/',
  '^src/metrics/(http|socket)-metrics[.]ts$',
  '^src/uploads/multipart[^/]*[.]ts$',
  '^src/web-page/',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead, unless a program starts with it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['^src/(main|migrate|data)[.]ts$', '^dev/', '^test/', SPECS, '[.]d[.]ts$'],
      },
      to: {},
    },
    {
      name: 'nobody-unreached',
      comment: 'Everything in src is reached from a program; a file used by tests only is dead code.',
      severity: 'error',
      from: { path: '^src/(main|migrate|data)[.]ts$' },
      to: { path: '^src/', pathNot: [SPECS, '^src/(main|migrate|data)[.]ts$'], reachable: false },
    },
    {
      name: 'nobody-imports-realtime',
      comment: 'Services publish events; realtime listens. Only the composition root knows that it exists.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: ['^src/realtime/', '^src/app[.](module|setup)[.]ts$'] },
      to: { path: '^src/realtime/' },
    },
    {
      name: 'src-stays-in-src',
      comment: 'What runs in production needs neither development nor test code, and no client.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: SPECS },
      to: { path: '^(dev|test|bench|scripts|client|web)/' },
    },
    {
      name: 'migrations-stay-alone',
      comment: 'A migration must mean the same forever; it may know where the marketplace keeps its tables.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/', pathNot: '^src/database/marketplace[.]ts$' },
    },
    {
      name: 'only-database-runs-migrations',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/database/', SPECS] },
      to: { path: '^migrations/' },
    },
    {
      name: 'contracts-import-nothing',
      comment: 'The wire types are shared with clients: no package, no other folder.',
      severity: 'error',
      from: { path: '^src/contracts/', pathNot: SPECS },
      to: { pathNot: '^src/contracts/' },
    },
    {
      name: 'common-knows-no-feature',
      severity: 'error',
      from: { path: '^src/common/', pathNot: SPECS },
      to: { path: '^src/', pathNot: '^src/(common|contracts|config)/' },
    },
    {
      name: 'foundation-knows-no-feature',
      comment: 'config, database, redis, cluster and events carry the features, so they cannot rest on them.',
      severity: 'error',
      from: { path: '^src/(cluster|config|database|events|redis)/', pathNot: SPECS },
      to: { path: '^src/', pathNot: '^src/(cluster|config|database|events|redis|common|contracts)/' },
    },
    {
      name: 'folders-meet-through-index',
      comment:
        'What a folder offers stands in its index.ts. A part of common may be named by its own index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$', '^src/common/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'root-uses-index',
      severity: 'error',
      from: { path: '^src/[^/]+[.]ts$' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/[^/]+/index[.]ts$', '^src/common/[^/]+/index[.]ts$'] },
    },
    {
      name: 'rooms-and-storage-are-below',
      comment: 'messages → uploads → storage, messages → rooms, uploads → rooms.',
      severity: 'error',
      from: { path: '^src/(rooms|storage)/', pathNot: SPECS },
      to: { path: '^src/(rooms|messages|uploads|read-receipts|storage)/', pathNot: '^src/$1/' },
    },
    {
      name: 'uploads-are-below-messages',
      severity: 'error',
      from: { path: '^src/uploads/', pathNot: SPECS },
      to: { path: '^src/(messages|read-receipts)/' },
    },
    {
      name: 'messages-are-below-read-receipts',
      severity: 'error',
      from: { path: '^src/messages/', pathNot: SPECS },
      to: { path: '^src/read-receipts/' },
    },
    {
      name: 'auth-knows-no-feature',
      severity: 'error',
      from: { path: '^src/(auth|rate-limits)/', pathNot: SPECS },
      to: { path: FEATURES, pathNot: '^src/(auth|rate-limits)/' },
    },
    {
      name: 'nobody-imports-a-controller',
      comment: 'Arrows start at controllers; only their module names them.',
      severity: 'error',
      from: { pathNot: ['[.]module[.]ts$', SPECS, '^test/'] },
      to: { path: '[.]controller[.]ts$' },
    },
    {
      name: 'transport-at-the-edge',
      comment:
        'Services, repositories and DTOs know neither requests nor sockets. What an address is, the settings may know.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...TRANSPORT, SPECS] },
      to: {
        path: '^(node_modules/)?(fastify|@fastify/(?!proxy-addr/)[^/]+|@nestjs/platform-fastify|@nestjs/platform-socket[.]io|@nestjs/websockets|socket[.]io)(/|$)',
      },
    },
    {
      name: 'sql-in-repositories',
      comment: 'Statements live in *.repository.ts; entities describe tables, modules register them.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/database/', '[.](entity|repository|module)[.]ts$', SPECS],
      },
      to: { path: '^(node_modules/)?(@types/)?(pg|typeorm|@nestjs/typeorm)(/|$)' },
    },
    {
      name: 'repositories-are-private',
      comment: 'Only the feature itself uses its repository; others ask its service.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.*[.]repository[.]ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'redis-client-in-redis',
      comment: 'Connections are opened in one place; what uses them may name their type.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/redis/', SPECS] },
      to: { path: '^node_modules/ioredis(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'object-store-client-in-storage',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/storage/', SPECS] },
      to: { path: '^node_modules/minio(/|$)' },
    },
    {
      name: 'virus-scan-is-below',
      comment: 'It looks at bytes, wherever they come from.',
      severity: 'error',
      from: { path: '^src/virus-scan/', pathNot: SPECS },
      to: { path: '^src/', pathNot: '^src/(virus-scan|common|config|events)/' },
    },
    {
      name: 'client-knows-the-contracts-only',
      severity: 'error',
      from: { path: '^client/src/', pathNot: SPECS },
      to: { path: '^(src|web|dev|test)/', pathNot: '^src/contracts/' },
    },
    {
      name: 'inbox-uses-the-client-only',
      comment: 'What the inbox can do, every page that is built on the client can.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|dev|test)/' },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'What production imports stands in package.json under dependencies.',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: SPECS },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types are arrows too: a service that names FastifyRequest depends on HTTP.
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
