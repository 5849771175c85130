import { render } from 'preact';
import { App } from './app.tsx';
import { createInspector } from './model/inspector.ts';
import { SandboxSwitch } from './parts/sandbox-switch.tsx';
import { ServerStatus } from './parts/server-status.tsx';

const inspector = createInspector();
render(
  <>
    <SandboxSwitch inspector={inspector} />
    <ServerStatus connection={inspector.connection} />
  </>,
  document.querySelector('#server')!,
);
render(<App inspector={inspector} />, document.querySelector('#content')!);
inspector.start();
