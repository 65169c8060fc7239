import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The build's own settings, for decorators and their metadata; what the build leaves out (specs) is compiled here. */
const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;
delete swc.exclude;

/** @type {import('jest').Config} */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  // Sources import each other by the names they have once compiled.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/(.*/)?dist/', '<rootDir>/.data/'],
};

/** For tests against real servers, which the setup starts when such tests are selected. */
const withServers = {
  ...shared,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

const E2E = ['<rootDir>/{test/e2e,client/test}/**/*.{spec,test}.ts'];

/**
 * What one node does by itself (its process, HTTP as it parses it, its pool), and tests that make nodes of their own. Behind a
 * gateway these would only run again.
 */
const WITHOUT_GATEWAY = [
  '<rootDir>/(test/e2e|client/test)/(.*[.])?(process|shutdown|http|nodes|overload|web-page|demo)[.](.*[.])?spec[.]ts$',
];

/** The same end-to-end tests over two nodes with Redis behind a gateway; test/support/topology.ts says what it means. */
const behind = (gateway, transports) => ({
  ...withServers,
  displayName: `e2e-${gateway}`,
  globals: { topology: { gateway, transports } },
  testMatch: E2E,
  testPathIgnorePatterns: WITHOUT_GATEWAY,
});

const installed = (program) => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;

/** Where its programs are missing a project is left out; scripts/system-packages tells, and fails with CI=true. */
const gateways = [
  ['caddy', ['websocket']],
  ['nginx', ['polling', 'websocket']],
].filter(([gateway]) => installed(gateway) && installed('redis-server'));

/** The inbox in a real browser. */
const browsers = installed('chromium') ? ['browser'] : [];

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  // Every spec leaves its modules behind in its worker: past this a worker is begun anew, or its garbage takes seconds.
  workerIdleMemoryLimit: '700MB',
  // Milliseconds; two nodes, Redis and a gateway take some to start.
  testTimeout: 15_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,client/src,web/src}/**/*.spec.ts'] },
    {
      ...withServers,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.{spec,test}.ts'],
    },
    {
      ...withServers,
      displayName: 'e2e',
      testMatch: E2E,
      testPathIgnorePatterns: ['<rootDir>/test/e2e/gateway[.]'],
    },
    ...browsers.map((displayName) => ({
      ...withServers,
      displayName,
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts'],
    })),
    ...gateways.map(([gateway, transports]) => behind(gateway, transports)),
  ],
};
