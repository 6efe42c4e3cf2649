/** Signals that a terminal sends to all its programs when the user presses Ctrl-c or Ctrl-\. */
const signals = ['SIGINT', 'SIGQUIT'] as const;

/** Ignores the signals of the terminal, which are meant for another program, until the returned function is called. */
export function ignoreTerminalSignals(): () => void {
	const ignore = () => {};
	const before = signals.map(signal => {
		const listeners = process.listeners(signal);
		process.on(signal, ignore);
		for (const listener of listeners) {
			process.off(signal, listener);
		}
		return { signal, listeners };
	});
	return () => {
		for (const { signal, listeners } of before) {
			for (const listener of listeners) {
				process.on(signal, listener);
			}
			process.off(signal, ignore);
		}
	};
}
