import path from 'node:path';

/**
 * Makes `Intl.Segmenter` and `Intl.Collator` when they are first used, not when a module is loaded: they load tables, which
 * takes some 12 ms, and most screens need none.
 */
export const lazyIntl = {
	name: 'lazy-intl',
	setup({ initialOptions }) {
		initialOptions.inject = [path.join(import.meta.dirname, 'lazy-intl-classes.js')];
		Object.assign(initialOptions.define, {
			'Intl.Segmenter': 'LazySegmenter',
			'Intl.Collator': 'LazyCollator',
		});
	},
};
