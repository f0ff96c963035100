import '@testing-library/jest-dom/vitest';
import * as Sentry from '@sentry/react';
import { cleanup, configure } from '@testing-library/react';
import { setApiKey } from '../api/key';
import { apiReports } from '../api/reports';
import { closeKeyDialog } from '../shell/keyDialog';

// Whether every ancestor is visible is slow to compute; where it matters, a test says `toBeVisible`.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });

// jsdom has no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

// The files share their modules: each test finds them as a new page would.
afterEach(async () => {
  cleanup();
  history.replaceState(null, '', '/');
  closeKeyDialog();
  setApiKey(null);
  apiReports.forget();
  await Sentry.close(0);
  vi.unstubAllGlobals();
});
