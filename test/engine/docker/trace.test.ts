import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildVertex } from '../../../source/domain/progress/progress.js';
import { TraceDecoder } from '../../../source/engine/docker/build/trace.js';

// Recorded from Docker 20.10: WORKDIR, a RUN that prints colours to both streams, and a RUN that exits with 3.
const file = path.join(import.meta.dirname, 'fixtures/buildkit-trace.ndjson');
const messages = readFileSync(file, 'utf8')
	.split('\n')
	.filter(line => line.trim() !== '')
	.map(line => JSON.parse(line) as { id?: string; aux?: unknown });
const traces = messages.filter(message => message.id === 'moby.buildkit.trace').map(message => String(message.aux));

describe('BuildKit’s trace', () => {
	test('has steps with names and times, and the failed step’s error', () => {
		const decoder = new TraceDecoder();
		const vertices = new Map<string, BuildVertex>();
		for (const event of traces.flatMap(trace => decoder.decode(trace))) {
			if (event.kind === 'vertex') {
				vertices.set(event.vertex.digest, event.vertex);
			}
		}
		const steps = [...vertices.values()].filter(vertex => /^\[\d\/\d\]/.test(vertex.name));
		expect(steps.map(step => step.name.slice(0, 9)).sort()).toEqual([
			'[1/4] FRO',
			'[2/4] WOR',
			'[3/4] RUN',
			'[4/4] RUN',
		]);
		const failed = steps.find(step => step.name.startsWith('[4/4]'));
		expect(failed?.error).toMatch(/exit code: 3/);
		expect(failed?.inputs).toHaveLength(1);
		const third = steps.find(step => step.name.startsWith('[3/4]'));
		expect(third).toMatchObject({ cached: false, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
		expect(third!.completedAt).toBeGreaterThanOrEqual(third!.startedAt!);
		expect(new Date(third!.startedAt!).getUTCFullYear()).toBe(2026);
	});

	test('has the output of steps as text without control sequences', () => {
		const decoder = new TraceDecoder();
		const logs = traces
			.flatMap(trace => decoder.decode(trace))
			.map(event => (event.kind === 'log' ? event.text : ''))
			.join('');
		expect(logs).toContain('héllo\nred\n');
		expect(logs).toContain('to-stderr\n');
		expect(logs).toContain('failing\n');
	});

	test('is refused when it is cut off', () => {
		const trace = Buffer.from(traces[0]!, 'base64');
		const cut = trace.subarray(0, trace.length - 3).toString('base64');
		expect(() => new TraceDecoder().decode(cut)).toThrow(expect.objectContaining({ kind: 'protocol' }));
	});
});
