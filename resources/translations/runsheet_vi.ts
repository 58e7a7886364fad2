<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en_AU">
 <context>
  <name>RunSheet</name>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>Nobody from {system} has a column yet. Choose who to show.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{count} appointments are missing in {system} all at once. They stay until you say.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} does not know this record.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} refused our request. The list stays as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} returned no people. Check that practitioners are shown in the appointment book.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} sent an answer we couldn't read. The list stays as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system}'s list was not whole. New rows are here, but nothing was taken off.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>Not sent before the start time. {system} was not told.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>That time was taken in {system} by someone else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>There is no such booking.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>This booking needs another look: {problems}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>We couldn't find out whether {system} got this. Please look in {system}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>We're not sure {system} got this. Checking before we try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} didn't accept this booking: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} didn't accept this report: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} doesn't have the chosen contact. Choose the person again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} doesn't let this key do that. It needs the right {right}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} has this {what} {count} times. Someone has to look.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} is missing something we need ({field}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} is not set up for bookings yet. Missing: {missing}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} needs a new sign-in. Bookings wait until then; nothing is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} shows this booking differently: {differs}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} was busy with this record. We'll try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>RunSheet is locked. Its list can be read again once somebody at the desk opens it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>That is not {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>Too many wrong tries. Wait {seconds} seconds, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>No internet. The list stays as it was; later changes are not here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>Something on this network is blocking {system} (proxy or security software).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>We couldn't reach {system}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} asked us to slow down.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} is having trouble of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} took too long to answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>That appointment is not on the list any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>There is no such connection.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>This appointment changed meanwhile: {changed}. Look at it again, then change it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>That code didn't work. Codes are 8 letters or numbers and expire. Get a new one in {system}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This code was already used, maybe on another PC. Get a new one in {system}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This connection is not paired with {system} yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This installation has no {system} partner keys yet. Ask whoever set up RunSheet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This practice is already connected. It would be on the run sheet twice.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This sign-in belongs to another practice. Nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This {system} key opens several practices. RunSheet needs a key for one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} didn't accept this sign-in. Check each field for a letter too many or few.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} has no such practice, or this sign-in may not open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} needs you to sign in again. Today's list stays as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} no longer lists this practice as connected. It may have been removed there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>A sync of this connection is already running.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>Checking {system} stopped RunSheet {count} times. We'll try again at {at}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>Port {port} can't be used: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet can only show its last list and keeps nothing: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet can't use its data folder: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data file is busy. Try again in a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data file is damaged. It is kept untouched.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data on this PC open with a passphrase. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data was written by a newer version. Install the current version again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That file couldn't be saved: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That key is too long for this PC's password store.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That passphrase does not open RunSheet's data.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That recovery code does not open RunSheet's data. {advice}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The backup {name} can't be used: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The disk is full. The list stays as it was; free some space and sync again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The downtime pack can't be opened: {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The key of RunSheet's data file is not in this PC's password store. The file is kept untouched. Sign in as the person who set RunSheet up.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The key of RunSheet's data file was put into {before}, and this PC's password store is {now} now. The file is kept untouched. Start the former one and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The password store of this PC did not keep a key. What was there before still is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The password store of this PC is locked. Unlock it (sign in) and start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The stored key does not open RunSheet's data file. The file is kept untouched.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>There is no password store to keep RunSheet's keys in. {advice} RunSheet never stores keys in plain files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>This sync was stopped because a newer one took over. Nothing was lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>We couldn't read {part}; the rest is included.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>We couldn't save this setting. {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>{printer} didn't take the list. Nothing was printed; try another printer or a PDF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Also with Ctrl and + or −.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>As this PC</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>General</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Keep checking when the window is closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Light, dark, or as this PC is set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Of the window; exports and logs stay in English. In force at the next start.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>RunSheet stays beside the clock and keeps the list up to date.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Text size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/page.py" />
   <source>Go to {group}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>Reset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>Reset {setting} to {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>{hint} Default: {value}.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
