package ai.fluxion.crons.store;

class MemoryMonitorStoreTests extends MonitorStoreContractTests {

    private final MemoryMonitorStore store = new MemoryMonitorStore(HISTORY);

    @Override
    protected MonitorStore store() {
        return this.store;
    }
}
