import * as fc from 'fast-check';
import { groupPath, groupsPath } from '../../../apis/turso/2026/open.ts';
import { agree, distinct } from '../play.ts';
import { groupNotFound } from './model.ts';
import { groupShown } from './shown.ts';
import { type Group, refused } from './state.ts';
import {
  findGroup,
  groupName,
  inOrganization,
  type Move2026,
  ofGroup,
  organization,
  turn,
  whichGroup,
} from './turn.ts';

const location = fc.constantFrom('aws-us-east-1', 'aws-eu-west-1', 'fra', 'ord', 'xyz');
const flyLocation = fc.constantFrom('ams', 'fra', 'ord', 'xyz');
const shown = (group: Group) => ({ status: 200, body: { group: groupShown(group) } });
const at = (slug: string, group: string, code: string) => ({
  params: { path: { organizationSlug: slug, groupName: group, location: code } },
});

export const groupMoves: readonly fc.Arbitrary<Move2026>[] = [
  fc.tuple(organization, groupName, location).map(([slug, name, code]) =>
    turn('createGroup', [slug, name, code], async (model, { turso }) => {
      const outcome = await turso.POST(groupsPath, { ...inOrganization(slug), body: { name, location: code } });
      if (code === 'xyz') return agree(outcome, refused(400, 'invalid location: xyz'));
      if (model.group(slug, name)) return agree(outcome, refused(409, 'group already exists'));
      const id = outcome.data?.group.uuid ?? '';
      const made = {
        id,
        organization: slug,
        name,
        locations: [code],
        isProtected: false,
        archived: false,
        rotation: 0,
      };
      agree(outcome, shown(made));
      distinct(
        model.state.groups.map((each) => each.id),
        id,
      );
      model.state.groups.push(made);
      model.record(slug, 'group-create', { group: name });
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('getGroup', [slug, which], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      agree(await turso.GET(groupPath, ofGroup(name, slug)), group ? shown(group) : groupNotFound);
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('deleteGroup', [slug, which], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.DELETE(groupPath, ofGroup(name, slug));
      agree(outcome, group ? (model.deleteGroup(group) ?? shown(group)) : groupNotFound);
    }),
  ),
  fc.tuple(organization, whichGroup, fc.boolean()).map(([slug, which, on]) =>
    turn('updateGroupConfiguration', [slug, which, on], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const body = { delete_protection: on };
      const outcome = await turso.PATCH(`${groupPath}/configuration`, { ...ofGroup(name, slug), body });
      if (!group) return agree(outcome, groupNotFound);
      if (group.isProtected !== on) model.record(slug, on ? 'group-protect' : 'group-unprotect', { group: name });
      group.isProtected = on;
      agree(outcome, { status: 200, body });
    }),
  ),
  fc.tuple(organization, whichGroup, flyLocation).map(([slug, which, code]) =>
    turn('addLocationToGroup', [slug, which, code], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.POST(`${groupPath}/locations/{location}`, at(slug, name, code));
      if (code === 'xyz') return agree(outcome, refused(400, 'invalid location: xyz'));
      if (!group) return agree(outcome, groupNotFound);
      if (group.locations[0]!.startsWith('aws-')) {
        return agree(outcome, refused(400, 'replication is not supported for db-api controlled groups'));
      }
      if (!group.locations.includes(code)) group.locations.push(code);
      agree(outcome, shown(group));
    }),
  ),
  fc.tuple(organization, whichGroup, flyLocation).map(([slug, which, code]) =>
    turn('removeLocationFromGroup', [slug, which, code], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.DELETE(`${groupPath}/locations/{location}`, at(slug, name, code));
      if (!group) return agree(outcome, groupNotFound);
      const place = group.locations.indexOf(code);
      if (place < 0) return agree(outcome, refused(400, 'Invalid location code'));
      if (place === 0) {
        return agree(outcome, refused(400, `cannot remove primary location '${code}' from group '${name}'`));
      }
      group.locations.splice(place, 1);
      agree(outcome, shown(group));
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('archive', [slug, which], async (model, { archive }) => {
      const [, group] = findGroup(model, slug, which);
      if (!group) return;
      archive(group.id);
      group.archived = true;
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('unarchiveGroup', [slug, which], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.POST(`${groupPath}/unarchive`, ofGroup(name, slug));
      if (!group) return agree(outcome, groupNotFound);
      if (group.archived) model.record(slug, 'group-unarchive', { group: name });
      group.archived = false;
      agree(outcome, shown(group));
    }),
  ),
  fc.tuple(organization, whichGroup, organization).map(([slug, which, target]) =>
    turn('transferGroup', [slug, which, target], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const body = { organization: target };
      const outcome = await turso.POST(`${groupPath}/transfer`, { ...ofGroup(name, slug), body });
      if (!group) return agree(outcome, groupNotFound);
      agree(outcome, model.transfer(group, target) ?? { status: 200, body: groupShown(group) });
    }),
  ),
  fc.tuple(organization, whichGroup, groupName).map(([slug, which, to]) =>
    turn('renameGroup', [slug, which, to], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.POST(`${groupPath}/rename`, { ...ofGroup(name, slug), body: { name: to } });
      if (!group) return agree(outcome, groupNotFound);
      agree(outcome, model.rename(group, to) ?? shown(group));
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('createGroupToken', [slug, which], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.POST(`${groupPath}/auth/tokens`, ofGroup(name, slug));
      if (!group) return agree(outcome, groupNotFound);
      const jwt = outcome.data?.jwt ?? '';
      agree(outcome, { status: 200, body: { jwt } });
      model.sqlTokens.push({ jwt, of: group, rotation: group.rotation });
      model.record(slug, 'group-token-create', { group: name });
    }),
  ),
  fc.tuple(organization, whichGroup).map(([slug, which]) =>
    turn('invalidateGroupTokens', [slug, which], async (model, { turso }) => {
      const [name, group] = findGroup(model, slug, which);
      const outcome = await turso.POST(`${groupPath}/auth/rotate`, ofGroup(name, slug));
      if (!group) return agree(outcome, groupNotFound);
      model.rotateGroup(group);
      agree(outcome, { status: 200 });
    }),
  ),
];
