import { useQuery } from '@tanstack/react-query';
import { monitorsQuery } from './api/queries';
import { ConnectivityPanel } from './connectivity/ConnectivityPanel';
import { CronPanel } from './cron/CronPanel';
import { ExecutionsPanel } from './executions/ExecutionsPanel';
import { GapsPanel } from './gaps/GapsPanel';
import { MonitorsPanel } from './monitors/MonitorsPanel';
import { commonZone } from './monitors/order';
import { ReliabilityPanel } from './reliability/ReliabilityPanel';
import { Header } from './shell/Header';
import { KeyDialog } from './shell/KeyDialog';
import { DEFAULT_ZONE } from './time/zone';

export function App() {
  const { data } = useQuery({ ...monitorsQuery, throwOnError: false, refetchInterval: false });
  const zone = commonZone(data?.monitors ?? [], DEFAULT_ZONE);
  return (
    <>
      <Header zone={zone} />
      <main>
        <MonitorsPanel zone={zone} />
        <ExecutionsPanel zone={zone} />
        <GapsPanel zone={zone} />
        <ReliabilityPanel />
        <CronPanel zone={zone} />
        <ConnectivityPanel zone={zone} />
      </main>
      <KeyDialog />
    </>
  );
}
