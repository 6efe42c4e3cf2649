import { describe, expect, test } from 'vitest';
import type { Flag } from '../../source/cli/command-line/table.js';
import { type Sources, type ValueKind, valueLines } from '../../source/cli/tools/completion/values.js';
import { scopes, valueFlags } from '../../source/cli/tools/completion/vocabulary.js';
import type { Container } from '../../source/domain/nouns/container.js';
import { container } from '../helpers/state/builders.js';

const sources = (containers: readonly Container[]): Sources => ({
	contexts: async () => [
		{ kind: 'context', name: 'prod', url: 'ssh://ops@prod', description: '', current: true, origin: 'context file' },
		{ kind: 'context', name: 'broken', url: '', description: 'no endpoint', current: false, origin: 'context file' },
		{ kind: 'host', name: 'host', url: 'tcp://other:2375', description: '', current: false, origin: '--host' },
	],
	containers: async () => containers,
});

const names = async (kind: ValueKind, current = '', containers: readonly Container[] = []) =>
	(await valueLines(kind, current, sources(containers)))
		.split('\n')
		.filter(line => line !== '')
		.map(line => line.split('\t')[0]);

const project = (name: string) => ({ 'com.docker.compose.project': name });

describe('the candidates of a value', () => {
	test('are contexts by name, and addresses with the schemes', async () => {
		expect(await names('contexts')).toEqual(['prod', 'broken']);
		expect(await names('hosts')).toEqual(['ssh://ops@prod', 'tcp://other:2375', 'unix://', 'tcp://', 'ssh://']);
	});

	test('have each name once, and none that a line or a flag would be mistaken for', async () => {
		const labels = ['shop', 'shop', 'a\nb', 'x\x1b]0;t\x07', '--demo', '', "it's $(x)"].map(project);
		const containers = labels.map((own, index) => container(`c${index}`, { labels: own }));
		expect(await names('projects', '', containers)).toEqual(['shop', "it's $(x)"]);
		const text = await valueLines('projects', '', sources(containers));
		expect(text).toContain('shop\t2 containers\n');
	});

	test('of a filter are its keys, then the values that containers have', async () => {
		const web = container('web', { labels: { team: 'a' }, networks: { front: '' }, image: 'nginx:1' });
		expect(await names('filters', 'he', [web])).toContain('health=');
		expect(await names('filters', 'status=', [web])).toContain('status=exited');
		expect(await names('filters', 'name=w', [web])).toEqual(['name=web']);
		expect(await names('filters', 'label=', [web])).toEqual(['label=team', 'label=team=a']);
		expect(await names('filters', 'network=', [web])).toEqual(['network=front']);
		expect(await names('filters', 'ancestor=', [web])).toEqual(['ancestor=nginx:1']);
		expect(await names('filters', 'constructor=', [web])).toEqual([]);
	});
});

test('a flag of two commands takes the same kind of value in both', () => {
	const kinds = new Map<string, Flag['completes'] | 'none'>();
	for (const { words, flag } of scopes.flatMap(({ flags }) => flags)) {
		const kind = flag.type === 'boolean' ? 'none' : flag.completes;
		for (const word of words) {
			expect([word, kinds.get(word) ?? kind]).toEqual([word, kind]);
			kinds.set(word, kind);
		}
	}
	expect(valueFlags.flatMap(({ words }) => words)).toContain('--filter');
});
