import './app/styles';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { openApp } from './app/App';
import { loadConfig } from './app/config';
import { StartFailure } from './app/Failure';
import { Frame } from './app/Frame';
import { startI18n } from './i18n';

const root = createRoot(document.getElementById('root') ?? document.body);

/** The page cannot say anything before it has its texts and its settings. */
async function start(): Promise<void> {
  const [config] = await Promise.allSettled([loadConfig(), startI18n()]);
  if (config.status === 'fulfilled') show(openApp(config.value));
  else show(<StartFailure error={config.reason} onRetry={() => void start()} />);
}

function show(page: ReactNode): void {
  root.render(
    <StrictMode>
      <Frame>{page}</Frame>
    </StrictMode>,
  );
}

void start();
