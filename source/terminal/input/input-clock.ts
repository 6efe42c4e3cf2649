/** Time, which tests advance by hand. Calls back once after `ms`, when the input that has arrived by then was read. */
export type InputClock = { after(ms: number, callback: () => void): () => void };

export const systemClock: InputClock = {
	after(ms, callback) {
		let immediate: NodeJS.Immediate | undefined;
		const timer = setTimeout(() => {
			immediate = setImmediate(callback);
		}, ms);
		return () => {
			clearTimeout(timer);
			clearImmediate(immediate);
		};
	},
};
