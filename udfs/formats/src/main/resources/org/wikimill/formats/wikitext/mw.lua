-- What modules of a wiki find in their world: the interface of MediaWiki's Scribunto, as far as a
-- dump can answer it. `host` is what the program gives; it is gone when this has run.
local host = host
mw, package = {}, { loaded = {} }

local raw_next, raw_type = next, type

function pairs(t)
  local meta = getmetatable(t)
  local handler = meta and rawget(meta, '__pairs')
  if handler then return handler(t) end
  return raw_next, t, nil
end

local function inext(t, i)
  i = i + 1
  local v = t[i]
  if v ~= nil then return i, v end
end

function ipairs(t)
  local meta = getmetatable(t)
  local handler = meta and rawget(meta, '__ipairs')
  if handler then return handler(t) end
  return inext, t, 0
end

tostring = host.tostring
unpack = table.unpack or unpack
function table.maxn(t)
  local most = 0
  for k in raw_next, t do if raw_type(k) == 'number' and k > most then most = k end end
  return most
end
function table.getn(t) return #t end
function math.log10(x) return math.log(x) / math.log(10) end
function math.mod(a, b) return math.fmod(a, b) end
string.gfind = string.gmatch
math.pow = math.pow or function(a, b) return a ^ b end

os = { clock = function() return 0 end, time = host.time, difftime = function(a, b) return a - b end,
  date = host.date }
debug = { traceback = function() return '' end }

-- Libraries that modules ask for by name.

local util = {}
function util.checkType(name, i, arg, expected, nilOk)
  if arg == nil and nilOk then return end
  if raw_type(arg) ~= expected then
    error(string.format("bad argument #%d to '%s' (%s expected, got %s)", i, name, expected, raw_type(arg)), 3)
  end
end
function util.checkTypeMulti(name, i, arg, expected)
  for _, kind in ipairs(expected) do if raw_type(arg) == kind then return end end
  error(string.format("bad argument #%d to '%s'", i, name), 3)
end
function util.checkTypeForIndex(index, value, expected)
  if raw_type(value) ~= expected then error("value for index '" .. tostring(index) .. "' must be " .. expected, 3) end
end
function util.checkTypeForNamedArg(name, argName, arg, expected, nilOk)
  if arg == nil and nilOk then return end
  if raw_type(arg) ~= expected then error("bad named argument " .. argName .. " to '" .. name .. "'", 3) end
end
function util.makeCheckSelfFunction(library, var, self, description)
  return function(given, method)
    if given ~= self then error(string.format('%s: invalid %s. Did you call %s with a dot?', library, description, method), 3) end
  end
end
local builtin = { libraryUtil = util, strict = {}, ['Module:No globals'] = {}, bit32 = bit32, ustring = mw.ustring }

function mw.newRequire(env, loaded)
  return function(name)
    if builtin[name] then return builtin[name] end
    local found = loaded[name]
    if found == nil then
      loaded[name] = true
      found = host.load(name, env)()
      if found == nil then found = true end
      loaded[name] = found
    end
    return found
  end
end

-- A module's world: its own globals, and its own copies of what it requires.
function mw.newEnvironment()
  local env = setmetatable(host.world(), { __index = _G })
  env._G = env
  env.require = mw.newRequire(env, {})
  env.getfenv = function() return env end
  env.setfenv = function(f) return f end
  return env
end

local data = {}
function mw.loadData(name)
  if data[name] == nil then data[name] = host.load(name, mw.newEnvironment())() end
  return data[name]
end
function mw.loadJsonData() error('no JSON data') end

-- Frames

local frames = {}
local function frameOf(id)
  if frames[id] then return frames[id] end
  local frame = {}
  frames[id] = frame
  frame.args = setmetatable({}, {
    __index = function(t, k)
      local v
      if raw_type(k) == 'string' or raw_type(k) == 'number' then v = host.argument(id, host.number(k)) end
      if v ~= nil then rawset(t, k, v) end
      return v
    end,
    __pairs = function(t)
      for k in raw_next, host.names(id) do local _ = t[k] end
      return raw_next, t, nil
    end,
  })
  function frame:getParent()
    local parent = host.parent(id)
    return parent and frameOf(parent) or nil
  end
  function frame:getTitle() return host.frameTitle(id) end
  function frame:preprocess(text)
    if raw_type(text) == 'table' then text = text.text end
    return host.preprocess(id, tostring(text))
  end
  function frame:expandTemplate(call) return host.expandTemplate(id, tostring(call.title), call.args or {}) end
  function frame:callParserFunction(name, args, ...)
    if raw_type(name) == 'table' then name, args = name.name, name.args end
    if raw_type(args) ~= 'table' then args = { args, ... } end
    return host.callParserFunction(id, name, args)
  end
  function frame:extensionTag(name, content, attributes)
    if raw_type(name) == 'table' then name, content, attributes = name.name, name.content, name.args end
    return host.extensionTag(name, content and tostring(content), attributes or {})
  end
  function frame:newChild(call)
    return frameOf(host.newChild(id, call.title and tostring(call.title) or '', call.args or {}))
  end
  function frame:argumentPairs() return pairs(self.args) end
  function frame:getArgument(name)
    if raw_type(name) == 'table' then name = name.name end
    local v = self.args[name]
    return v and { expand = function() return v end }
  end
  function frame:newParserValue(text)
    return { expand = function() return self:preprocess(text) end }
  end
  function frame:newTemplateParserValue(call)
    return { expand = function() return self:expandTemplate(call) end }
  end
  return frame
end

local current
function mw.getCurrentFrame() return current end

-- Calls a function of a module in a frame.
function mw.invoke(id, module, name)
  local before = current
  current = frameOf(id)
  local exported = host.load(module, mw.newEnvironment())()
  local result = exported[name](current)
  current = before
  if result == nil then return '' end
  return tostring(result)
end

function mw.clone(value)
  local seen = {}
  local function copy(v)
    if raw_type(v) ~= 'table' then return v end
    if seen[v] then return seen[v] end
    local c = {}
    seen[v] = c
    for k, x in raw_next, v do c[copy(k)] = copy(x) end
    return setmetatable(c, getmetatable(v))
  end
  return copy(value)
end
function mw.isSubsting() return false end
function mw.incrementExpensiveFunctionCount() end
function mw.addWarning() end
function mw.log() end
function mw.logObject() end
function mw.allToString(...)
  local t = {}
  for i = 1, select('#', ...) do t[i] = tostring((select(i, ...))) end
  return table.concat(t, '\t')
end
function mw.dumpObject(v) return tostring(v) end

-- Text

mw.ustring = host.ustring
builtin.ustring = mw.ustring
mw.ustring.byte = string.byte
mw.ustring.maxPatternLength, mw.ustring.maxStringLength = 10000, 2097152
function mw.ustring.gcodepoint(s, i, j)
  local codes = { mw.ustring.codepoint(s, i or 1, j or -1) }
  local at = 0
  return function() at = at + 1 return codes[at] end
end
mw.ustring.byteoffset = function(s, l, i) return (i or 1) + (l or 1) - 1 end

local text = {}
mw.text = text
function text.trim(s, set)
  if set then return (mw.ustring.gsub(mw.ustring.gsub(s, '^[' .. set .. ']+', ''), '[' .. set .. ']+$', '')) end
  return host.trim(tostring(s))
end
function text.gsplit(s, pattern, plain)
  local at, length = 1, mw.ustring.len(s)
  return function()
    if not at then return nil end
    local from, to = mw.ustring.find(s, pattern, at, plain)
    local piece
    if from and to < from then
      piece = mw.ustring.sub(s, at, from)
      at = from < length and from + 1 or nil
    elseif from then
      piece = from > at and mw.ustring.sub(s, at, from - 1) or ''
      at = to + 1
    else
      piece = mw.ustring.sub(s, at)
      at = nil
    end
    return piece
  end
end
function text.split(s, pattern, plain)
  local t = {}
  for piece in text.gsplit(s, pattern, plain) do t[#t + 1] = piece end
  return t
end
function text.listToText(list, separator, conjunction)
  local n = #list
  separator, conjunction = separator or ', ', conjunction or ' and '
  if n == 0 then return '' end
  if n == 1 then return tostring(list[1]) end
  return table.concat(list, separator, 1, n - 1) .. conjunction .. list[n]
end
local entities = { ['<'] = '&lt;', ['>'] = '&gt;', ['&'] = '&amp;', ['"'] = '&quot;', ["'"] = '&#039;', ['\194\160'] = '&nbsp;' }
function text.encode(s, set)
  return (mw.ustring.gsub(s, set and '[' .. set .. ']' or '[<>&"\'\194\160]', function(c)
    return entities[c] or '&#' .. mw.ustring.codepoint(c) .. ';'
  end))
end
text.decode = host.decode
function text.nowiki(s) return (string.gsub(s, '["&\'<=>%[%]{|}]', function(c) return '&#' .. string.byte(c) .. ';' end)) end
function text.tag(name, attributes, content)
  if raw_type(name) == 'table' then name, attributes, content = name.name, name.attrs, name.content end
  local t = { '<' .. name }
  for k, v in pairs(attributes or {}) do
    if v == true then t[#t + 1] = ' ' .. k
    elseif v then t[#t + 1] = ' ' .. k .. '="' .. text.encode(tostring(v)) .. '"' end
  end
  if content == false then t[#t + 1] = ' />'
  elseif content == nil then t[#t + 1] = '>'
  else t[#t + 1] = '>' .. tostring(content) .. '</' .. name .. '>' end
  return table.concat(t)
end
function text.truncate(s, length, ellipsis)
  ellipsis = ellipsis or '…'
  local n = mw.ustring.len(s)
  if n <= math.abs(length) then return s end
  if length >= 0 then return mw.ustring.sub(s, 1, length) .. ellipsis end
  return ellipsis .. mw.ustring.sub(s, length)
end
text.unstrip, text.unstripNoWiki = host.unstripNoWiki, host.unstripNoWiki
text.killMarkers = host.killMarkers
function text.jsonDecode() error('no JSON') end
function text.jsonEncode() error('no JSON') end

-- Elements

local html = {}
html.__index = html
local void = { area = 1, br = 1, hr = 1, img = 1, input = 1, wbr = 1, col = 1 }
local function write(node, out)
  if node.name then
    out[#out + 1] = '<' .. node.name
    for _, a in ipairs(node.attributes) do out[#out + 1] = ' ' .. a.name .. '="' .. text.encode(tostring(a.value)) .. '"' end
    if #node.styles > 0 then
      local css = {}
      for _, s in ipairs(node.styles) do css[#css + 1] = s.value and s.name .. ':' .. s.value or s.name end
      out[#out + 1] = ' style="' .. text.encode(table.concat(css, ';')) .. '"'
    end
    out[#out + 1] = node.closed and ' />' or '>'
  end
  if not node.closed then
    for _, child in ipairs(node.nodes) do
      if raw_type(child) == 'table' then write(child, out) else out[#out + 1] = tostring(child) end
    end
    if node.name then out[#out + 1] = '</' .. node.name .. '>' end
  end
end
function html.__tostring(node)
  local out = {}
  write(node, out)
  return table.concat(out)
end
local function element(name, args)
  return setmetatable({ name = name ~= '' and name or nil, nodes = {}, attributes = {}, styles = {},
    closed = name and (void[name] ~= nil or (args and args.selfClosing)) or false }, html)
end
function html:node(child)
  if child ~= nil and child ~= '' then self.nodes[#self.nodes + 1] = raw_type(child) == 'number' and tostring(child) or child end
  return self
end
function html:wikitext(...)
  for i = 1, select('#', ...) do
    local v = select(i, ...)
    if v == nil then break end
    self.nodes[#self.nodes + 1] = tostring(v)
  end
  return self
end
function html:newline() return self:wikitext('\n') end
function html:tag(name, args)
  local child = element(name, args)
  child.parent = self
  self.nodes[#self.nodes + 1] = child
  return child
end
local function position(list, name)
  for i, v in ipairs(list) do if v.name == name then return i end end
end
local function put(list, name, value)
  local i = position(list, name)
  if value == nil then
    if i then table.remove(list, i) end
  else
    list[i or #list + 1] = { name = name, value = value }
  end
end
function html:attr(name, value)
  if raw_type(name) == 'table' then
    for k, v in pairs(name) do self:attr(k, v) end
  elseif name == 'style' then
    self.styles = value and { { name = value } } or {}
  else
    put(self.attributes, name, value)
  end
  return self
end
function html:getAttr(name)
  local i = position(self.attributes, name)
  return i and self.attributes[i].value
end
function html:addClass(class)
  if class then
    local before = self:getAttr('class')
    put(self.attributes, 'class', before and before .. ' ' .. class or class)
  end
  return self
end
function html:css(name, value)
  if raw_type(name) == 'table' then
    for k, v in pairs(name) do self:css(k, v) end
  else
    put(self.styles, name, value)
  end
  return self
end
function html:cssText(css)
  if css then self.styles[#self.styles + 1] = { name = css } end
  return self
end
function html:done() return self.parent or self end
function html:allDone()
  while self.parent do self = self.parent end
  return self
end
mw.html = { create = function(name, args) return element(name, args) end }

-- Titles

local title = {}
mw.title = title
local methods = {}
function methods:inNamespace(n) return self.namespace == (raw_type(n) == 'number' and n or host.namespace(n)) end
function methods:inNamespaces(...)
  for i = 1, select('#', ...) do if self:inNamespace((select(i, ...))) then return true end end
  return false
end
function methods:hasSubjectNamespace(n) return self.namespace - self.namespace % 2 == n end
function methods:isSubpageOf(other) return self.namespace == other.namespace and string.sub(self.text, 1, #other.text + 1) == other.text .. '/' end
function methods:subPageTitle(name) return title.makeTitle(self.namespace, self.text .. '/' .. name) end
function methods:partialUrl() return (string.gsub(self.text, ' ', '_')) end
function methods:fullUrl() return './' .. string.gsub(self.prefixedText, ' ', '_') end
methods.localUrl, methods.canonicalUrl = methods.fullUrl, methods.fullUrl
function methods:getContent() return host.content(self.prefixedText) end
function methods:getCategories() return {} end
local computed = {}
function computed.exists(t) return host.exists(t.prefixedText) end
computed.fileExists = function() return false end
function computed.isRedirect() return false end
function computed.redirectTarget() return false end
function computed.subjectPageTitle(t) return title.makeTitle(t.namespace - t.namespace % 2, t.text) end
function computed.talkPageTitle(t) return t.namespace >= 0 and title.makeTitle(t.namespace - t.namespace % 2 + 1, t.text) or nil end
function computed.basePageTitle(t) return title.makeTitle(t.namespace, t.baseText) end
function computed.rootPageTitle(t) return title.makeTitle(t.namespace, t.rootText) end
function computed.content(t) return t:getContent() end
function computed.file() return { exists = false } end
function computed.protectionLevels() return {} end
function computed.cascadingProtection() return { restrictions = {}, sources = {} } end
function computed.pageLang() return mw.language.getContentLanguage() end
local meta = {
  __index = function(t, k)
    if methods[k] then return methods[k] end
    if computed[k] then
      local v = computed[k](t)
      rawset(t, k, v)
      return v
    end
  end,
  __eq = function(a, b) return a.prefixedText == b.prefixedText end,
  __lt = function(a, b) return a.prefixedText < b.prefixedText end,
  __tostring = function(t) return t.prefixedText end,
}
local function titleOf(fields) return fields and setmetatable(fields, meta) or nil end
function title.new(name, namespace)
  if raw_type(name) == 'number' then return nil end
  return titleOf(host.title(tostring(name), namespace and tostring(namespace) or ''))
end
function title.makeTitle(namespace, name, fragment)
  local t = titleOf(host.makeTitle(tostring(namespace), tostring(name)))
  if t and fragment then
    t.fragment = fragment
    t.fullText = t.prefixedText .. '#' .. fragment
  end
  return t
end
local here
function title.getCurrentTitle()
  here = here or titleOf(host.currentTitle())
  return here
end
function title.equals(a, b) return a.prefixedText == b.prefixedText end
function title.compare(a, b) return a.prefixedText < b.prefixedText and -1 or (a.prefixedText == b.prefixedText and 0 or 1) end

-- Languages

local language = {}
mw.language = language
local speech = {}
speech.__index = speech
function speech:getCode() return self.code end
speech.toBcp47Code = speech.getCode
function speech:lc(s) return mw.ustring.lower(s) end
function speech:uc(s) return mw.ustring.upper(s) end
speech.caseFold = speech.lc
function speech:ucfirst(s) return mw.ustring.upper(mw.ustring.sub(s, 1, 1)) .. mw.ustring.sub(s, 2) end
function speech:lcfirst(s) return mw.ustring.lower(mw.ustring.sub(s, 1, 1)) .. mw.ustring.sub(s, 2) end
function speech:formatNum(n, options)
  if options and options.noCommafy then return tostring(n) end
  return host.formatNumber(tostring(n))
end
function speech:formatDate(format, date) return host.formatDate(format, date and tostring(date) or '') end
function speech:parseFormattedNumber(s) return tonumber((string.gsub(tostring(s), ',', ''))) end
function speech:isRTL() return host.isRightToLeft(self.code) end
function speech:getDir() return self:isRTL() and 'rtl' or 'ltr' end
function speech:getDirMark() return self:isRTL() and '\226\128\143' or '\226\128\142' end
function speech:getArrow(direction) return direction == 'backwards' and '←' or '→' end
function speech:plural(n, ...)
  local forms = raw_type((...)) == 'table' and (...) or { ... }
  return tonumber(n) == 1 and forms[1] or forms[2] or forms[1]
end
speech.convertPlural = speech.plural
function speech:gender(_, ...) local forms = raw_type((...)) == 'table' and (...) or { ... } return forms[3] or forms[1] end
function speech:grammar(_, word) return word end
function speech:getFallbackLanguages() return self.code == 'en' and {} or { 'en' } end
function language.new(code) return setmetatable({ code = code }, speech) end
language.newLanguage = language.new
function language.getContentLanguage() return language.new(host.language) end
mw.getContentLanguage, mw.getLanguage = language.getContentLanguage, language.new
language.fetchLanguageName, language.fetchLanguageNames = host.languageName, host.languageNames
function language.isKnownLanguageTag(code) return host.languageName(code) ~= '' end
language.isSupportedLanguage, language.isValidCode = language.isKnownLanguageTag, function(c) return string.find(c, '^[%w-]+$') ~= nil end
language.isValidBuiltInCode = language.isValidCode
function language.getFallbacksFor(code) return code == 'en' and {} or { 'en' } end

-- The wiki, its messages, addresses

mw.site = host.site
function mw.site.interwikiMap() return {} end
mw.site.stats = setmetatable({ pagesInCategory = function() return 0 end, pagesInNamespace = function() return 0 end,
  usersInGroup = function() return 0 end }, { __index = function() return 0 end })

local message = {}
message.__index = message
function message:params(...) return self end
message.rawParams, message.numParams, message.inLanguage, message.useDatabase, message.title =
  message.params, message.params, message.params, message.params, message.params
function message:plain() return self.text or '⧼' .. self.key .. '⧽' end
message.__tostring = message.plain
function message:exists() return self.text ~= nil end
function message:isBlank() return self.text == nil or self.text == '' end
function message:isDisabled() return self:isBlank() or self.text == '-' end
local function newMessage(key, s, ...)
  local params = { ... }
  if raw_type(params[1]) == 'table' then params = params[1] end
  s = s and string.gsub(s, '%$(%d)', function(n) return params[tonumber(n)] and tostring(params[tonumber(n)]) end)
  return setmetatable({ key = key, text = s }, message)
end
mw.message = {
  new = function(key) return newMessage(key) end,
  newFallbackSequence = function(key) return newMessage(key) end,
  newRawMessage = function(s, ...) return newMessage('', s, ...) end,
  getDefaultLanguage = language.getContentLanguage,
}

local function address(page) return './' .. string.gsub(tostring(page), ' ', '_') end
mw.uri = {
  encode = host.encode, decode = host.decodeUrl, anchorEncode = host.anchor,
  localUrl = address, fullUrl = address, canonicalUrl = address,
  new = function(s) return setmetatable({ path = s }, { __tostring = function() return s end }) end,
}

-- Data of other wikis is not in a dump.
local function nothing() return nil end
mw.wikibase = setmetatable({
  entityExists = function() return false end, isValidEntityId = function(s) return string.find(s or '', '^[QPL]%d+$') ~= nil end,
  getBestStatements = function() return {} end, getAllStatements = function() return {} end,
  getGlobalSiteId = function() return host.database end, getBadges = function() return {} end,
}, { __index = function() return nothing end })
mw.ext = setmetatable({}, { __index = function() return setmetatable({}, { __index = function() return nothing end }) end })
