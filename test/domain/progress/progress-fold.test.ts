import { describe, expect, test } from 'vitest';
import type { ProgressMessage } from '../../../source/domain/progress/progress.js';
import { emptyTransfer, foldBytes, foldProgress } from '../../../source/domain/progress/progress-fold.js';

/** Folds messages a second apart. */
const fold = (...messages: ProgressMessage[]) =>
	messages.reduce((state, message, index) => foldProgress(state, message, index * 1000), emptyTransfer);

const digest = `sha256:${'a'.repeat(64)}`;

describe('foldProgress', () => {
	test('adds up the layers of a pull', () => {
		const messages: ProgressMessage[] = [
			{ status: 'Pulling from library/web', id: 'latest' },
			{ status: 'Pulling fs layer', id: 'l1' },
			{ status: 'Already exists', id: 'l2' },
			{ status: 'Downloading', id: 'l1', current: 400, total: 1000 },
		];
		const half = fold(...messages);
		expect(half).toMatchObject({ current: 400, total: 1000, rate: 200, lines: ['Pulling from library/web'] });
		expect(half.layers.map(({ id, done, existed }) => [id, done, existed])).toEqual([
			['l1', false, false],
			['l2', true, true],
		]);
		const extracting = fold(...messages, { status: 'Extracting', id: 'l1', current: 10, total: 1000 });
		expect(extracting).toMatchObject({ current: 1000, layers: [{ current: 10, transferred: 1000 }, {}] });
		const done = fold(...messages, { status: 'Pull complete', id: 'l1' }, { status: `Digest: ${digest}` });
		expect(done).toMatchObject({ current: 1000, total: 1000, digest, layers: [{ done: true, current: 1000 }, {}] });
	});

	test('adds up the layers of a push', () => {
		const pushed = fold(
			{ status: 'The push refers to repository [r.example/web]' },
			{ status: 'Preparing', id: 'l1' },
			{ status: 'Mounted from base', id: 'l2' },
			{ status: 'Pushing', id: 'l1', current: 1536, total: 1000 },
			{ status: 'Pushed', id: 'l1' },
			{ status: `latest: digest: ${digest} size: 528` },
		);
		expect(pushed).toMatchObject({ current: 1000, total: 1000, digest });
		expect(pushed.layers.every(layer => layer.done)).toBe(true);
		expect(fold({ aux: { Tag: 'latest', Digest: digest, Size: 528 } }).digest).toBe(digest);
	});

	test('decreases the transferred bytes when the engine retries a layer', () => {
		const again = fold(
			{ status: 'Downloading', id: 'l1', current: 400, total: 1000 },
			{ status: 'Retrying in 5 seconds', id: 'l1' },
			{ status: 'Downloading', id: 'l1', current: 10, total: 1000 },
		);
		expect(again).toMatchObject({ current: 10, total: 1000, rate: 0 });
	});

	test('does not decrease the transferred bytes when a push joins the upload of another push', () => {
		const joined = fold(
			{ status: 'Pushing', id: 'l1', current: 900, total: 1000 },
			{ status: 'Pushing', id: 'l1', current: 740, total: 1000 },
		);
		expect(joined).toMatchObject({ current: 900, layers: [{ current: 740, transferred: 900 }] });
	});

	test('computes the rate of the last seconds and limits layers and lines', () => {
		let state = emptyTransfer;
		for (let at = 0; at < 20_000; at += 10) {
			const current = Math.min(at, 10_000);
			state = foldProgress(state, { id: 'l1', status: 'Downloading', current, total: 20_000 }, at);
			state = foldProgress(state, { stream: `line ${at}\n` }, at);
		}
		expect(state.rate).toBe(0);
		expect(state.samples.length).toBeLessThanOrEqual(25);
		expect(state.lines.length).toBe(100);
		for (let index = 0; index < 1500; index++) {
			state = foldProgress(state, { id: `x${index}`, status: 'Waiting' }, 20_000);
		}
		expect(state.layers.length).toBe(1000);
	});
});

describe('foldBytes', () => {
	test('counts bytes without a total and computes their rate', () => {
		let state = emptyTransfer;
		for (let second = 0; second <= 3; second++) {
			state = foldBytes(state, 1000, second * 1000);
		}
		expect(state).toMatchObject({ current: 4000, total: 0, rate: 1000 });
	});
});
