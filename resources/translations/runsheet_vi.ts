<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en_AU">
 <context>
  <name>RunSheet</name>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Address</source>
   <translation>Địa chỉ</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>Calendar ID</source>
   <translation>Mã lịch (Calendar ID)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>For a location API key of old: https://rest.gohighlevel.com/v1</source>
   <translation>Với khóa API địa điểm kiểu cũ: https://rest.gohighlevel.com/v1</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>In GoHighLevel: Settings, Business Profile. An old key needs none.</source>
   <translation>Trong GoHighLevel: Settings, Business Profile. Khóa cũ không cần.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>In GoHighLevel: Settings, Calendars, the calendar's own settings.</source>
   <translation>Trong GoHighLevel: Settings, Calendars, phần cài đặt của lịch đó.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>In GoHighLevel: Settings, Private Integrations. It starts with pit-.</source>
   <translation>Trong GoHighLevel: Settings, Private Integrations. Bắt đầu bằng pit-.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>Location ID</source>
   <translation>Mã địa điểm (Location ID)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/__init__.py" />
   <source>Private integration token</source>
   <translation>Mã tích hợp riêng (private integration token)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/ghl/client.py" />
   <source>The contact has neither a phone number nor an e-mail there.</source>
   <translation>Liên hệ ở đó không có số điện thoại lẫn e-mail.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>API version</source>
   <translation>Phiên bản API</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Contact that reports are put on</source>
   <translation>Liên hệ nhận báo cáo</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Empty: no deal is made for a booking. HubSpot's own first one is called default.</source>
   <translation>Để trống: không tạo deal cho lượt đặt hẹn. Cái đầu tiên của HubSpot tên là default.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Empty: no deal is made. The first one of default is appointmentscheduled.</source>
   <translation>Để trống: không tạo deal. Bước đầu tiên của default là appointmentscheduled.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>In HubSpot: Development, Keys, Service keys. A private app's token works too.</source>
   <translation>Trong HubSpot: Development, Keys, Service keys. Mã của private app cũng dùng được.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Its record ID. Empty: a contact called Clinic reports.</source>
   <translation>Mã bản ghi của liên hệ. Để trống: liên hệ tên Clinic reports.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Pipeline for deals</source>
   <translation>Pipeline cho deal</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Service key</source>
   <translation>Khóa dịch vụ (service key)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>Stage for deals</source>
   <translation>Bước cho deal</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>another record there has a value that must be its own.</source>
   <translation>một bản ghi khác ở đó đã có giá trị phải là duy nhất.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>it doesn't take one of the values.</source>
   <translation>nó không nhận một trong các giá trị.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>it doesn't take what stands in {named}.</source>
   <translation>nó không nhận nội dung ở {named}.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/__init__.py" />
   <source>this account has no property {named}.</source>
   <translation>tài khoản này không có thuộc tính {named}.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/hubspot/client.py" />
   <source>the record that it belongs to is no longer there.</source>
   <translation>bản ghi mà nó thuộc về không còn ở đó.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>A field of Event that says Cancelled for a booking that is off, if you made one.</source>
   <translation>Trường của Event ghi Cancelled khi lượt đặt hẹn bị hủy, nếu anh chị đã tạo.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>A user's ID of 15 or 18 letters and digits. Empty: the user of this sign-in.</source>
   <translation>Mã người dùng gồm 15 hoặc 18 chữ và số. Để trống: người dùng của lần đăng nhập này.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Access token</source>
   <translation>Mã truy cập (access token)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Client ID</source>
   <translation>Mã ứng dụng (client ID)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Client secret</source>
   <translation>Khóa bí mật của ứng dụng (client secret)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Empty: Salesforce's own choice.</source>
   <translation>Để trống: Salesforce tự chọn.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Ends after some hours. A client ID with a secret or refresh token replaces it.</source>
   <translation>Hết hạn sau vài giờ. Client ID kèm secret hoặc refresh token có thể thay thế.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Keep Refresh Token Rotation off in the External Client App.</source>
   <translation>Hãy tắt Refresh Token Rotation trong External Client App.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Owner of bookings</source>
   <translation>Người sở hữu lượt đặt hẹn</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Record type of events</source>
   <translation>Loại bản ghi của Event</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Refresh token</source>
   <translation>Mã làm mới (refresh token)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Status field</source>
   <translation>Trường trạng thái</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>The consumer key of an External Client App.</source>
   <translation>Consumer key của một External Client App.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>Your own My Domain address: https://yourname.my.salesforce.com</source>
   <translation>Địa chỉ My Domain của phòng khám: https://yourname.my.salesforce.com</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>another record has the same {field}.</source>
   <translation>bản ghi khác có cùng {field}.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it couldn't read what RunSheet sent.</source>
   <translation>nó không đọc được thứ RunSheet gửi.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it doesn't take this e-mail address.</source>
   <translation>nó không nhận địa chỉ e-mail này.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it gave no reason that RunSheet knows.</source>
   <translation>nó không nêu lý do mà RunSheet biết.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it has changed since RunSheet looked.</source>
   <translation>nó đã thay đổi từ lúc RunSheet xem.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it has no field {field}, or this key may not see it.</source>
   <translation>nó không có trường {field}, hoặc khóa này không được xem.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it holds this person already and doesn't say where.</source>
   <translation>nó đã có người này và không cho biết ở đâu.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>it wants {field} filled.</source>
   <translation>nó cần điền {field}.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>one of your Salesforce's automations stopped it.</source>
   <translation>một tự động hóa trong Salesforce của anh chị đã chặn.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>one of your Salesforce's validation rules stopped it.</source>
   <translation>một quy tắc kiểm tra trong Salesforce của anh chị đã chặn.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>the contact or the owner was deleted there.</source>
   <translation>liên hệ hoặc người sở hữu đã bị xóa ở đó.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>this key may not fill {field}.</source>
   <translation>khóa này không được điền {field}.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>{field} doesn't go with the rest.</source>
   <translation>{field} không hợp với phần còn lại.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>{field} doesn't offer this choice.</source>
   <translation>{field} không có lựa chọn này.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>{field} is not one of its ids.</source>
   <translation>{field} không phải mã của nó.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>{field} is too long.</source>
   <translation>{field} quá dài.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/crm/salesforce/__init__.py" />
   <source>{field} names a record that is not there.</source>
   <translation>{field} chỉ tới bản ghi không có.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/http.py" />
   <source>The address of {system} must start with https://.</source>
   <translation>Địa chỉ của {system} phải bắt đầu bằng https://.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>Copy the pairing code and paste it here.</source>
   <translation>Sao chép mã ghép nối rồi dán vào đây.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>Find RunSheet and choose Add to Gentu.</source>
   <translation>Tìm RunSheet rồi chọn Add to Gentu.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>In Gentu, open Marketplace (left menu).</source>
   <translation>Trong Gentu, mở Marketplace (trình đơn bên trái).</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>In Gentu, open Settings, User Columns.</source>
   <translation>Trong Gentu, mở Settings, User Columns.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>Open Settings, Manage Users, and look whether they are still among the practice's users.</source>
   <translation>Mở Settings, Manage Users và xem họ còn trong danh sách người dùng của phòng khám không.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <source>Tick Appointments beside everybody who sees patients. Whoever is not ticked has no column in Gentu's appointment book, and none here.</source>
   <translation>Đánh dấu Appointments bên cạnh mọi người có khám bệnh nhân. Ai không được đánh dấu thì không có cột trong sổ hẹn của Gentu, và ở đây cũng không.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/gentu/__init__.py" />
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>help page</source>
   <translation>trang trợ giúp</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Australia and elsewhere</source>
   <translation>Úc và những nơi khác</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Copy the client ID and the client secret that Halaxy shows, and paste them here.</source>
   <translation>Sao chép client ID và client secret mà Halaxy hiển thị rồi dán vào đây.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Give the key Retrieve for Appointments, Practitioners and Patients, nothing else.</source>
   <translation>Cấp cho khóa quyền Retrieve với Appointments, Practitioners và Patients, không cấp gì khác.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Halaxy shows it when the API key is created.</source>
   <translation>Halaxy hiện mã này khi tạo khóa API.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>In Halaxy, look whether everybody who sees patients is active and belongs to a clinic.</source>
   <translation>Trong Halaxy, xem mọi người có khám bệnh nhân có đang hoạt động và thuộc một phòng khám không.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>It stands beside the client ID. Keep it private: it opens your practice's data.</source>
   <translation>Nằm cạnh client ID. Hãy giữ kín: nó mở được dữ liệu của phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Look whether the key is of the practice group they work in.</source>
   <translation>Xem khóa có phải của nhóm phòng khám nơi họ làm việc không.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>The owner of your Halaxy account buys the Halaxy API on the Add-ons page in Halaxy.</source>
   <translation>Chủ tài khoản Halaxy của anh chị mua Halaxy API trên trang Add-ons trong Halaxy.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>The owner opens Halaxy's developer page and creates an API key for RunSheet (developers.halaxy.com/docs/authentication shows the way).</source>
   <translation>Chủ tài khoản mở trang dành cho nhà phát triển của Halaxy và tạo một khóa API cho RunSheet (developers.halaxy.com/docs/authentication có hướng dẫn).</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>United Kingdom and Europe</source>
   <translation>Vương quốc Anh và châu Âu</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Where your practice is</source>
   <translation>Phòng khám ở đâu</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/halaxy/__init__.py" />
   <source>Whoever made the API key for RunSheet looks whether it has Retrieve for Practitioners. Without that Halaxy shows this PC nobody.</source>
   <translation>Người đã tạo khóa API cho RunSheet xem khóa có quyền Retrieve với Practitioners không. Thiếu quyền đó, Halaxy không cho máy này thấy ai cả.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>36 letters, numbers and dashes, such as 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001.</source>
   <translation>36 chữ, số và gạch nối, ví dụ 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>A long row of letters and numbers, from MediRecords.</source>
   <translation>Một dãy dài chữ và số, lấy từ MediRecords.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>API token</source>
   <translation>Mã API (API token)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>Ask MediRecords (your Customer Success Manager) for your practice ID and the API token for RunSheet.</source>
   <translation>Hỏi MediRecords (Customer Success Manager của anh chị) để lấy practice ID và API token cho RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>Copy both from their answer and paste them here.</source>
   <translation>Sao chép cả hai từ câu trả lời của họ rồi dán vào đây.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>In MediRecords, open More, Settings, Subscription Details, Users.</source>
   <translation>Trong MediRecords, mở More, Settings, Subscription Details, Users.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>Look whether everybody who sees patients is active, and has a provider number under Identifiers. Without one MediRecords leaves them out of its calendar.</source>
   <translation>Xem mọi người có khám bệnh nhân có đang hoạt động và có provider number trong mục Identifiers không. Thiếu số này, MediRecords không đưa họ vào lịch.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>Look whether the practice ID here is that of the practice they work in: MediRecords lists people by practice.</source>
   <translation>Xem practice ID ở đây có phải của phòng khám nơi họ làm việc không: MediRecords liệt kê người theo từng phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>Practice ID</source>
   <translation>Mã phòng khám (practice ID)</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/__init__.py" />
   <source>The token for FHIR doesn't work here.</source>
   <translation>Token dành cho FHIR không dùng được ở đây.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/client.py" />
   <source>Choose the practice's time zone first.</source>
   <translation>Hãy chọn múi giờ của phòng khám trước.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/pms/medirecords/client.py" />
   <source>That can't be a MediRecords practice ID: it has 36 characters, such as 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001.</source>
   <translation>Đó không thể là mã phòng khám MediRecords: mã có 36 ký tự, ví dụ 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001.</translation>
  </message>
  <message>
   <location filename="../../app/adapters/sign_in.py" />
   <source>This sign-in is for another address of {system} than the one set.</source>
   <translation>Thông tin đăng nhập này dành cho một địa chỉ khác của {system}, không phải địa chỉ đã đặt.</translation>
  </message>
  <message>
   <location filename="../../app/domain/backups.py" />
   <source>can't be opened</source>
   <translation>không mở được</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/backups.py" />
   <location filename="../../app/domain/contents.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>{n} appointments</source>
   <extracomment>Of one: {n} appointment</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/backups.py" />
   <location filename="../../app/domain/contents.py" />
   <source>{n} bookings</source>
   <extracomment>Of one: {n} booking</extracomment>
   <translation>
    <numerusform>{n} lượt đặt hẹn</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/words.py" />
   <source>Booked</source>
   <translation>Đã đặt</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/words.py" />
   <source>Cancelled</source>
   <translation>Đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <source>Finished or did not attend</source>
   <translation>Đã xong hoặc không đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <location filename="../../app/ui/connections/types/types_table.py" />
   <location filename="../../app/ui/today/details.py" />
   <source>Length</source>
   <translation>Thời lượng</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <source>Not there any more</source>
   <translation>Không còn ở đó</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <source>Person</source>
   <translation>Người</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <source>Service</source>
   <translation>Dịch vụ</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <location filename="../../app/ui/today/row_delegate.py" />
   <location filename="../../app/ui/window/status_bar.py" />
   <source>Status</source>
   <translation>Trạng thái</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_comparison.py" />
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <location filename="../../app/ui/today/list_pane.py" />
   <source>Time</source>
   <translation>Giờ</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Booked by mistake</source>
   <translation>Đặt nhầm</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Booked for {time} {date}</source>
   <translation>Đã đặt lúc {time} {date}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Cancelled here</source>
   <translation>Đã hủy tại đây</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Cancelled in {label}</source>
   <translation>Đã hủy trong {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Cancelled, {system} not told yet</source>
   <translation>Đã hủy, chưa báo cho {system}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Cancelling was taken back</source>
   <translation>Đã rút lại việc hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Changed</source>
   <translation>Đã sửa</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Checking with {label}</source>
   <translation>Đang kiểm tra với {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Clinician agreed</source>
   <translation>Bác sĩ đã đồng ý</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Clinician away</source>
   <translation>Bác sĩ vắng</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Confirmed in {label}</source>
   <translation>Đã xác nhận trong {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Couldn't be sent</source>
   <translation>Không gửi được</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/words.py" />
   <source>Did not attend</source>
   <translation>Không đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Draft</source>
   <translation>Bản nháp</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Emergency</source>
   <translation>Khẩn cấp</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Finished by hand</source>
   <translation>Đã xử lý bằng tay</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Found in {label}</source>
   <translation>Tìm thấy trong {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Looked for in {label}: not there</source>
   <translation>Đã tìm trong {label}: không có</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/ui/today/cards.py" />
   <location filename="../../app/ui/today/details.py" />
   <source>Moved</source>
   <translation>Đã dời</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Moved to {time} {date}</source>
   <translation>Dời sang {time} {date}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Not accepted by {label}</source>
   <translation>{label} không nhận</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Not sent before the start time</source>
   <translation>Chưa gửi kịp trước giờ hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Other</source>
   <translation>Lý do khác</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Patient asked</source>
   <translation>Bệnh nhân yêu cầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Sending to {label}</source>
   <translation>Đang gửi đến {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Sent again</source>
   <translation>Đã gửi lại</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Someone has to look</source>
   <translation>Cần người xem</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Taken as it is in {label}</source>
   <translation>Giữ như trong {label}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>The answer was lost</source>
   <translation>Mất câu trả lời</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Two visits meant</source>
   <translation>Chủ ý đặt hai lượt</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Waiting for internet</source>
   <translation>Đang chờ internet</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Waiting for {system}</source>
   <translation>Đang chờ {system}</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>Waiting to send</source>
   <translation>Đang chờ gửi</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>booked by mistake</source>
   <translation>đặt nhầm</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>clinician away</source>
   <translation>bác sĩ vắng</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/timeline.py" />
   <source>did not attend</source>
   <translation>không đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>other</source>
   <translation>lý do khác</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <source>patient asked</source>
   <translation>bệnh nhân yêu cầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/words.py" />
   <source>{hours} h</source>
   <translation>{hours} giờ</translation>
  </message>
  <message>
   <location filename="../../app/domain/booking_words.py" />
   <location filename="../../app/domain/words.py" />
   <location filename="../../app/ui/today/cards.py" />
   <source>{minutes} min</source>
   <translation>{minutes} phút</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/contents.py" />
   <source>{n} bookings ({unsent} not sent yet)</source>
   <extracomment>Of one: {n} booking ({unsent} not sent yet)</extracomment>
   <translation>
    <numerusform>{n} lượt đặt hẹn ({unsent} chưa gửi)</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/contents.py" />
   <source>{n} connections</source>
   <extracomment>Of one: {n} connection</extracomment>
   <translation>
    <numerusform>{n} kết nối</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/contents.py" />
   <source>{n} notes or changes made here</source>
   <extracomment>Of one: {n} note or change made here</extracomment>
   <translation>
    <numerusform>{n} ghi chú hoặc thay đổi tạo tại đây</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>Nobody from {system} has a column yet. Choose who to show.</source>
   <translation>Chưa ai từ {system} có cột. Hãy chọn người cần hiện.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{count} appointments are missing in {system} all at once. They stay until you say.</source>
   <translation>{count} lịch hẹn cùng lúc biến mất trong {system}. Chúng vẫn ở lại đến khi anh chị quyết định.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} does not know this record.</source>
   <translation>{system} không biết bản ghi này.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} refused our request. The list stays as it was.</source>
   <translation>{system} từ chối yêu cầu. Danh sách giữ nguyên như trước.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} returned no people. Check that practitioners are shown in the appointment book.</source>
   <translation>{system} không trả về ai. Hãy kiểm tra xem bác sĩ có hiện trong sổ hẹn không.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system} sent an answer we couldn't read. The list stays as it was.</source>
   <translation>{system} gửi câu trả lời không đọc được. Danh sách giữ nguyên như trước.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/answer.py" />
   <source>{system}'s list was not whole. New rows are here, but nothing was taken off.</source>
   <translation>Danh sách của {system} không đầy đủ. Đã thêm dòng mới, nhưng không bỏ dòng nào.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>Not sent before the start time. {system} was not told.</source>
   <translation>Chưa gửi kịp trước giờ hẹn. Chưa báo cho {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>That time was taken in {system} by someone else.</source>
   <translation>Giờ đó đã có người khác đặt trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>There is no such booking.</source>
   <translation>Không có lượt đặt hẹn này.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>This booking needs another look: {problems}</source>
   <translation>Lượt đặt hẹn này cần xem lại: {problems}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>We couldn't find out whether {system} got this. Please look in {system}.</source>
   <translation>Không rõ {system} đã nhận chưa. Xin xem trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>We're not sure {system} got this. Checking before we try again.</source>
   <translation>Không chắc {system} đã nhận. Đang kiểm tra trước khi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} didn't accept this booking: {reason}</source>
   <translation>{system} không nhận lượt đặt hẹn này: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} didn't accept this report: {reason}</source>
   <translation>{system} không nhận báo cáo này: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} doesn't have the chosen contact. Choose the person again.</source>
   <translation>{system} không có liên hệ đã chọn. Hãy chọn lại người.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} doesn't let this key do that. It needs the right {right}.</source>
   <translation>{system} không cho khóa này làm việc đó. Cần quyền {right}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} has this {what} {count} times. Someone has to look.</source>
   <translation>{system} có {what} này {count} lần. Cần người xem.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} is missing something we need ({field}).</source>
   <translation>{system} thiếu thứ RunSheet cần ({field}).</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} is not set up for bookings yet. Missing: {missing}.</source>
   <translation>{system} chưa được thiết lập để đặt hẹn. Còn thiếu: {missing}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} needs a new sign-in. Bookings wait until then; nothing is lost.</source>
   <translation>{system} cần đăng nhập lại. Các lượt đặt hẹn sẽ chờ; không mất gì.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} shows this booking differently: {differs}.</source>
   <translation>{system} ghi lượt đặt hẹn này khác: {differs}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/crm.py" />
   <source>{system} was busy with this record. We'll try again.</source>
   <translation>{system} đang bận với bản ghi này. RunSheet sẽ thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>RunSheet is locked. Its list can be read again once somebody at the desk opens it.</source>
   <translation>RunSheet đang khóa. Có thể đọc lại danh sách khi có người tại quầy mở khóa.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>That is not {what}.</source>
   <translation>Đó không phải {what}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/lock.py" />
   <source>Too many wrong tries. Wait {seconds} seconds, then try again.</source>
   <translation>Nhập sai quá nhiều lần. Hãy chờ {seconds} giây rồi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>No internet. The list stays as it was; later changes are not here.</source>
   <translation>Không có internet. Danh sách giữ nguyên; chưa có các thay đổi sau đó.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>Something on this network is blocking {system} (proxy or security software).</source>
   <translation>Có thứ gì đó trên mạng này chặn {system} (proxy hoặc phần mềm bảo mật).</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>We couldn't reach {system}.</source>
   <translation>Không kết nối được với {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} asked us to slow down.</source>
   <translation>{system} yêu cầu gửi chậm lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} is having trouble of its own.</source>
   <translation>{system} đang gặp sự cố.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/network.py" />
   <source>{system} took too long to answer.</source>
   <translation>{system} trả lời quá lâu.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>That appointment is not on the list any more.</source>
   <translation>Lịch hẹn đó không còn trong danh sách.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>There is no such connection.</source>
   <translation>Không có kết nối này.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/request.py" />
   <source>This appointment changed meanwhile: {changed}. Look at it again, then change it.</source>
   <translation>Lịch hẹn này vừa thay đổi: {changed}. Hãy xem lại rồi mới sửa.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>That code didn't work. Codes are 8 letters or numbers and expire. Get a new one in {system}.</source>
   <translation>Mã đó không dùng được. Mã gồm 8 chữ hoặc số và có hạn. Hãy lấy mã mới trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This code was already used, maybe on another PC. Get a new one in {system}.</source>
   <translation>Mã này đã được dùng, có thể trên máy khác. Hãy lấy mã mới trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This connection is not paired with {system} yet.</source>
   <translation>Kết nối này chưa ghép với {system}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This installation has no {system} partner keys yet. Ask whoever set up RunSheet.</source>
   <translation>Bản cài này chưa có khóa đối tác {system}. Hãy hỏi người đã cài RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This practice is already connected. It would be on the run sheet twice.</source>
   <translation>Phòng khám này đã được kết nối. Nếu thêm nữa sẽ hiện hai lần.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This sign-in belongs to another practice. Nothing was changed.</source>
   <translation>Thông tin đăng nhập này thuộc phòng khám khác. Không có gì thay đổi.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>This {system} key opens several practices. RunSheet needs a key for one of them.</source>
   <translation>Khóa {system} này mở nhiều phòng khám. RunSheet cần khóa cho một phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} didn't accept this sign-in. Check each field for a letter too many or few.</source>
   <translation>{system} không chấp nhận đăng nhập này. Hãy xem từng ô có thừa hay thiếu chữ nào không.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} has no such practice, or this sign-in may not open it.</source>
   <translation>{system} không có phòng khám này, hoặc đăng nhập này không được mở nó.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} needs you to sign in again. Today's list stays as it was.</source>
   <translation>{system} cần đăng nhập lại. Danh sách hôm nay giữ nguyên.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/sign_in.py" />
   <source>{system} no longer lists this practice as connected. It may have been removed there.</source>
   <translation>{system} không còn ghi phòng khám này là đã kết nối. Có thể đã bị gỡ ở đó.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>A sync of this connection is already running.</source>
   <translation>Kết nối này đang được đồng bộ.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>Checking {system} stopped RunSheet {count} times. We'll try again at {at}.</source>
   <translation>Kiểm tra {system} đã làm RunSheet dừng {count} lần. Sẽ thử lại lúc {at}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>Port {port} can't be used: {reason}</source>
   <translation>Không dùng được cổng {port}: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet can only show its last list and keeps nothing: {reason}</source>
   <translation>RunSheet chỉ hiện được danh sách cuối và không lưu gì: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet can't use its data folder: key.json can't be read.</source>
   <translation>RunSheet không dùng được thư mục dữ liệu: không đọc được key.json.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet can't use its data folder: {reason}</source>
   <translation>RunSheet không dùng được thư mục dữ liệu: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data file is busy. Try again in a moment.</source>
   <translation>Tệp dữ liệu của RunSheet đang bận. Hãy thử lại sau giây lát.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data file is damaged. It is kept untouched.</source>
   <translation>Tệp dữ liệu của RunSheet bị hỏng. Tệp được giữ nguyên.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data on this PC open with a passphrase. {advice}</source>
   <translation>Dữ liệu RunSheet trên máy này mở bằng cụm mật khẩu. {advice}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>RunSheet's data was written by a newer version. Install the current version again.</source>
   <translation>Dữ liệu RunSheet do phiên bản mới hơn ghi. Hãy cài lại phiên bản hiện hành.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That file couldn't be saved: {reason}</source>
   <translation>Không lưu được tệp: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That key is too long for this PC's password store.</source>
   <translation>Khóa đó quá dài cho kho mật khẩu của máy này.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That passphrase does not open RunSheet's data.</source>
   <translation>Cụm mật khẩu đó không mở được dữ liệu RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>That recovery code does not open RunSheet's data. {advice}</source>
   <translation>Mã khôi phục đó không mở được dữ liệu RunSheet. {advice}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The backup {name} can't be used: {reason}</source>
   <translation>Không dùng được bản sao lưu {name}: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The disk is full. The list stays as it was; free some space and sync again.</source>
   <translation>Đĩa đã đầy. Danh sách giữ nguyên; hãy giải phóng chỗ rồi đồng bộ lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The downtime pack can't be opened: {reason}</source>
   <translation>Không mở được bộ dự phòng mất mạng: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The key of RunSheet's data file is not in this PC's password store. The file is kept untouched. Sign in as the person who set RunSheet up.</source>
   <translation>Khóa của tệp dữ liệu RunSheet không có trong kho mật khẩu của máy này. Tệp được giữ nguyên. Hãy đăng nhập bằng người đã cài RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The key of RunSheet's data file was put into {before}, and this PC's password store is {now} now. The file is kept untouched. Start the former one and try again.</source>
   <translation>Khóa của tệp dữ liệu RunSheet được cất trong {before}, còn kho mật khẩu của máy này nay là {now}. Tệp được giữ nguyên. Hãy mở kho cũ rồi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The password store of this PC did not keep a key. What was there before still is.</source>
   <translation>Kho mật khẩu của máy này không lưu được khóa. Thứ có trước vẫn còn.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The password store of this PC is locked. Unlock it (sign in) and start again.</source>
   <translation>Kho mật khẩu của máy này đang khóa. Hãy mở khóa (đăng nhập) rồi khởi động lại.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>The stored key does not open RunSheet's data file. The file is kept untouched.</source>
   <translation>Khóa đã lưu không mở được tệp dữ liệu RunSheet. Tệp được giữ nguyên.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>There is no password store to keep RunSheet's keys in. {advice} RunSheet never stores keys in plain files.</source>
   <translation>Không có kho mật khẩu để cất khóa của RunSheet. {advice} RunSheet không bao giờ cất khóa trong tệp thường.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>This sync was stopped because a newer one took over. Nothing was lost.</source>
   <translation>Lần đồng bộ này dừng vì có lần mới hơn thay thế. Không mất gì.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>We couldn't read {part}; the rest is included.</source>
   <translation>Không đọc được {part}; phần còn lại đã có.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>We couldn't save this setting. {reason}</source>
   <translation>Không lưu được cài đặt này. {reason}</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors/this_pc.py" />
   <source>{printer} didn't take the list. Nothing was printed; try another printer or a PDF.</source>
   <translation>{printer} không nhận danh sách. Chưa in gì; hãy thử máy in khác hoặc PDF.</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>A person</source>
   <translation>Một người</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Checking</source>
   <translation>Đang kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Complete</source>
   <translation>Đầy đủ</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Failed</source>
   <translation>Thất bại</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Internet came back</source>
   <translation>Có internet lại</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Interrupted</source>
   <translation>Bị ngắt</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Partly</source>
   <translation>Một phần</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Set-up</source>
   <translation>Thiết lập</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Skipped</source>
   <translation>Bỏ qua</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Skipped (already running)</source>
   <translation>Bỏ qua (đang chạy)</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Stopped</source>
   <translation>Đã dừng</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Stopped by {person}</source>
   <translation>{person} đã dừng</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Timer</source>
   <translation>Hẹn giờ</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>Woke up</source>
   <translation>Máy thức dậy</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>belongs to another practice</source>
   <translation>thuộc phòng khám khác</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>end time unreadable</source>
   <translation>không đọc được giờ kết thúc</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>ends before it starts</source>
   <translation>kết thúc trước khi bắt đầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>no appointment number</source>
   <translation>không có số lịch hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>no end time</source>
   <translation>không có giờ kết thúc</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>no practitioner</source>
   <translation>không có bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>no start time</source>
   <translation>không có giờ bắt đầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>not an appointment</source>
   <translation>không phải lịch hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>not readable</source>
   <translation>không đọc được</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>not readable at all</source>
   <translation>hoàn toàn không đọc được</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>patient without a number</source>
   <translation>bệnh nhân không có số</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>people of the appointment unreadable</source>
   <translation>không đọc được người trong lịch hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>practitioner unreadable</source>
   <translation>không đọc được bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>start time unreadable</source>
   <translation>không đọc được giờ bắt đầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>under 0.1 s</source>
   <translation>dưới 0,1 giây</translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>{minutes} min {seconds} s</source>
   <translation>{minutes} phút {seconds} giây</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/history_words.py" />
   <source>{n} columns</source>
   <extracomment>Of one: {n} column</extracomment>
   <translation>
    <numerusform>{n} cột</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/domain/history_words.py" />
   <source>{seconds:.1f} s</source>
   <translation>{seconds:.1f} giây</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>no longer active</source>
   <translation>không còn hoạt động</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>no match found</source>
   <translation>không tìm thấy ai khớp</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>not shown in the appointment book</source>
   <translation>không hiện trong sổ hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>same name</source>
   <translation>cùng tên</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>same surname</source>
   <translation>cùng họ</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>same surname and first initial</source>
   <translation>cùng họ và chữ đầu của tên</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>you chose this before</source>
   <translation>anh chị đã chọn trước đây</translation>
  </message>
  <message>
   <location filename="../../app/domain/matching.py" />
   <source>{count} possible: {names}</source>
   <translation>có thể là {count} người: {names}</translation>
  </message>
  <message>
   <location filename="../../app/domain/opening_hours.py" />
   <source>Those opening hours can't be read.</source>
   <translation>Không đọc được giờ mở cửa đó.</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>it is not there any more</source>
   <translation>không còn ở đó</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the booking</source>
   <translation>lượt đặt hẹn</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the end time</source>
   <translation>giờ kết thúc</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the length</source>
   <translation>thời lượng</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the reference</source>
   <translation>mã tham chiếu</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the start time</source>
   <translation>giờ bắt đầu</translation>
  </message>
  <message>
   <location filename="../../app/domain/outcomes.py" />
   <source>the status</source>
   <translation>trạng thái</translation>
  </message>
  <message>
   <location filename="../../app/domain/practice_day.py" />
   <location filename="../../app/services/bookings/validation.py" />
   <source>That time zone is not known.</source>
   <translation>Không biết múi giờ đó.</translation>
  </message>
  <message>
   <location filename="../../app/domain/privacy.py" />
   <source>Hidden while privacy is on.</source>
   <translation>Ẩn khi bật chế độ riêng tư.</translation>
  </message>
  <message>
   <location filename="../../app/domain/privacy.py" />
   <source>Reserved</source>
   <translation>Đã giữ chỗ</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Fridays</source>
   <translation>Các ngày thứ Sáu</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Mondays</source>
   <translation>Các ngày thứ Hai</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Saturdays</source>
   <translation>Các ngày thứ Bảy</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Sundays</source>
   <translation>Các ngày Chủ nhật</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Thursdays</source>
   <translation>Các ngày thứ Năm</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Tuesdays</source>
   <translation>Các ngày thứ Ba</translation>
  </message>
  <message>
   <location filename="../../app/domain/quiet.py" />
   <source>Wednesdays</source>
   <translation>Các ngày thứ Tư</translation>
  </message>
  <message>
   <location filename="../../app/domain/retention.py" />
   <source>Nothing was too old.</source>
   <translation>Không có gì quá cũ.</translation>
  </message>
  <message>
   <location filename="../../app/domain/retention.py" />
   <source>Something still reads the data: run it again later to overwrite the rest.</source>
   <translation>Vẫn còn thứ đang đọc dữ liệu: hãy chạy lại sau để ghi đè phần còn lại.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/retention.py" />
   <source>{n} appointments and bookings no longer say whose it was; {records} and {backups} are gone.</source>
   <extracomment>Of one: {n} appointment or booking no longer says whose it was; {records} and {backups} are gone.</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn và lượt đặt hẹn không còn ghi của ai; {records} và {backups} đã bị xóa.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/retention.py" />
   <source>{n} files put aside went, too.</source>
   <extracomment>Of one: {n} file put aside went, too.</extracomment>
   <translation>
    <numerusform>{n} tệp cất riêng cũng đã xóa.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/retention.py" />
   <source>{n} old backups</source>
   <extracomment>Of one: {n} old backup</extracomment>
   <translation>
    <numerusform>{n} bản sao lưu cũ</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/retention.py" />
   <source>{n} old records</source>
   <extracomment>Of one: {n} old record</extracomment>
   <translation>
    <numerusform>{n} bản ghi cũ</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/domain/run_sheet.py" />
   <source>Name no longer kept</source>
   <translation>Tên không còn được lưu</translation>
  </message>
  <message>
   <location filename="../../app/domain/run_sheet.py" />
   <source>No patient named</source>
   <translation>Không ghi tên bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/domain/run_sheet.py" />
   <source>Unnamed patient</source>
   <translation>Bệnh nhân chưa có tên</translation>
  </message>
  <message>
   <location filename="../../app/domain/screen_lock.py" />
   <source>A PIN has {fewest} to {most} digits.</source>
   <translation>Mã PIN có từ {fewest} đến {most} chữ số.</translation>
  </message>
  <message>
   <location filename="../../app/domain/screen_lock.py" />
   <source>That PIN is too easy to guess.</source>
   <translation>Mã PIN đó quá dễ đoán.</translation>
  </message>
  <message>
   <location filename="../../app/domain/set_aside.py" />
   <source>A damaged data file</source>
   <translation>Tệp dữ liệu bị hỏng</translation>
  </message>
  <message>
   <location filename="../../app/domain/set_aside.py" />
   <source>Data that nobody could open</source>
   <translation>Dữ liệu không ai mở được</translation>
  </message>
  <message>
   <location filename="../../app/domain/set_aside.py" />
   <source>The data before a backup was put back</source>
   <translation>Dữ liệu trước khi khôi phục bản sao lưu</translation>
  </message>
  <message>
   <location filename="../../app/domain/since.py" />
   <source>{count} back</source>
   <translation>{count} trở lại</translation>
  </message>
  <message>
   <location filename="../../app/domain/since.py" />
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} cancelled</source>
   <translation>{count} đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/since.py" />
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} moved</source>
   <translation>{count} đã dời</translation>
  </message>
  <message>
   <location filename="../../app/domain/since.py" />
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <source>{count} new</source>
   <translation>{count} mới</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Back in {system}: {place}</source>
   <translation>Có lại trong {system}: {place}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Cancelled by {person}</source>
   <translation>{person} đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/cards.py" />
   <source>Cancelled in {system}</source>
   <translation>Đã hủy trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Cancelled in {system}, which says {time}</source>
   <translation>Đã hủy trong {system}, theo đó là lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Entered by {person}: {place}</source>
   <translation>{person} nhập: {place}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>First seen in {system}: {place}</source>
   <translation>Thấy lần đầu trong {system}: {place}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Joined by {person} with the row that was entered here</source>
   <translation>{person} gộp với dòng nhập tại đây</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Marked {now} {by}, was {was}</source>
   <translation>Đánh dấu {now} {by}, trước là {was}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Moved from {was}, to {now}</source>
   <translation>Dời từ {was} sang {now}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Moved from {was}, to {now}, by {person}</source>
   <translation>{person} dời từ {was} sang {now}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Moved from {was}, to {now}, {by}</source>
   <translation>Dời từ {was} sang {now}, {by}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/cards.py" />
   <source>No longer in {system}</source>
   <translation>Không còn trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Taken apart again by {person}</source>
   <translation>{person} tách ra lại</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>Taken off by {person}</source>
   <translation>{person} đã bỏ ra</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>arrival time</source>
   <translation>giờ đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>arrived</source>
   <translation>đã đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>booked</source>
   <translation>đã đặt</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>by {person}</source>
   <translation>bởi {person}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>cancellation time</source>
   <translation>giờ hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>cancelled</source>
   <translation>đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>clinician</source>
   <translation>bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>completed</source>
   <translation>đã xong</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>confirmed</source>
   <translation>đã xác nhận</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>date of birth</source>
   <translation>ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>details</source>
   <translation>chi tiết</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>e-mail</source>
   <translation>e-mail</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>in {system}</source>
   <translation>trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>length</source>
   <translation>thời lượng</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>moved from {was}, to {now}</source>
   <translation>dời từ {was} sang {now}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>name</source>
   <translation>tên</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>notes</source>
   <translation>ghi chú</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>patient's link</source>
   <translation>liên kết của bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/services/bookings/validation.py" />
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/details_pane.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>phone number</source>
   <translation>số điện thoại</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>status</source>
   <translation>trạng thái</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>telehealth</source>
   <translation>khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>time</source>
   <translation>giờ</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>type</source>
   <translation>loại</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>with clinician</source>
   <translation>đang khám</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{facts} changed</source>
   <translation>đã đổi {facts}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{facts} changed {by}</source>
   <translation>đã đổi {facts} {by}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <location filename="../../app/ui/connections/listed.py" />
   <source>{most} and {last}</source>
   <translation>{most} và {last}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{now} {by}, was {was}</source>
   <translation>{now} {by}, trước là {was}</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{source} now says the same</source>
   <translation>{source} nay ghi giống vậy</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{source} now says the same about the {facts}</source>
   <translation>{source} nay ghi {facts} giống vậy</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{source} says otherwise about the {facts}, and its word stands</source>
   <translation>{source} ghi {facts} khác, và lấy theo đó</translation>
  </message>
  <message>
   <location filename="../../app/domain/timeline.py" />
   <source>{source} says otherwise, and its word stands</source>
   <translation>{source} ghi khác, và lấy theo đó</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>1 hour</source>
   <translation>1 giờ</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Apr</source>
   <translation>thg 4</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Arrived</source>
   <translation>Đã đến</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Aug</source>
   <translation>thg 8</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Clocks go back {length} at {time}.</source>
   <translation>Đồng hồ lùi {length} lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Clocks go forward {length} at {time}.</source>
   <translation>Đồng hồ tiến {length} lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Clocks went back {length} at {time}.</source>
   <translation>Đồng hồ đã lùi {length} lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Clocks went forward {length} at {time}.</source>
   <translation>Đồng hồ đã tiến {length} lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Completed</source>
   <translation>Đã xong</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Confirmed</source>
   <translation>Đã xác nhận</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Dec</source>
   <translation>thg 12</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Feb</source>
   <translation>thg 2</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Fri</source>
   <translation>T6</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Jan</source>
   <translation>thg 1</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Jul</source>
   <translation>thg 7</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Jun</source>
   <translation>thg 6</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Mar</source>
   <translation>thg 3</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>May</source>
   <translation>thg 5</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Mon</source>
   <translation>T2</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Nov</source>
   <translation>thg 11</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Oct</source>
   <translation>thg 10</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Sat</source>
   <translation>T7</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Sep</source>
   <translation>thg 9</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Status {number}</source>
   <translation>Trạng thái {number}</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Sun</source>
   <translation>CN</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>This PC's clock is {length} fast. Times may be wrong. (CLOCK-01)</source>
   <translation>Đồng hồ máy này nhanh {length}. Giờ có thể sai. (CLOCK-01)</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>This PC's clock is {length} slow. Times may be wrong. (CLOCK-01)</source>
   <translation>Đồng hồ máy này chậm {length}. Giờ có thể sai. (CLOCK-01)</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Thu</source>
   <translation>T5</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Tue</source>
   <translation>T3</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Unknown status</source>
   <translation>Trạng thái không rõ</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>Wed</source>
   <translation>T4</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>With clinician</source>
   <translation>Đang khám</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>just now</source>
   <translation>vừa xong</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>today {time}</source>
   <translation>hôm nay {time}</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>yesterday {time}</source>
   <translation>hôm qua {time}</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>{city} time</source>
   <translation>giờ {city}</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{hours} h ago</source>
   <translation>{hours} giờ trước</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{hours} h {minutes} min ago</source>
   <translation>{hours} giờ {minutes} phút trước</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{minutes} min ago</source>
   <translation>{minutes} phút trước</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{minutes} minutes</source>
   <translation>{minutes} phút</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/words.py" />
   <source>{n} appointments are from {system}, which was removed on {date}. They are no longer checked.</source>
   <extracomment>Of one: {n} appointment is from {system}, which was removed on {date}. It is no longer checked.</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn lấy từ {system}, đã gỡ ngày {date}. Chúng không còn được kiểm tra.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/words.py" />
   <source>{n} appointments couldn't be read and are not on the list. (DATA-01)</source>
   <extracomment>Of one: {n} appointment couldn't be read and is not on the list. (DATA-01)</extracomment>
   <translation>
    <numerusform>Không đọc được {n} lịch hẹn nên không có trong danh sách. (DATA-01)</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/domain/words.py" />
   <source>{n} appointments have no practitioner and are in no column. (MAP-02)</source>
   <extracomment>Of one: {n} appointment has no practitioner and is in no column. (MAP-02)</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn không có bác sĩ nên không nằm trong cột nào. (MAP-02)</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{time} am</source>
   <translation>{time} am</translation>
  </message>
  <message>
   <location filename="../../app/domain/words.py" />
   <source>{time} pm</source>
   <translation>{time} pm</translation>
  </message>
  <message>
   <location filename="../../app/services/api_access.py" />
   <source>Choose what the program may do.</source>
   <translation>Hãy chọn việc chương trình được làm.</translation>
  </message>
  <message>
   <location filename="../../app/services/api_access.py" />
   <source>Give the program a name of up to 100 letters.</source>
   <translation>Hãy đặt tên cho chương trình, tối đa 100 chữ.</translation>
  </message>
  <message>
   <location filename="../../app/services/api_access.py" />
   <source>That program has no access any more.</source>
   <translation>Chương trình đó không còn quyền truy cập.</translation>
  </message>
  <message>
   <location filename="../../app/services/api_access.py" />
   <source>the API's token can't be kept there.</source>
   <translation>không cất được mã API ở đó.</translation>
  </message>
  <message>
   <location filename="../../app/services/backups.py" />
   <source>the demo can't open anew.</source>
   <translation>bản dùng thử không mở lại được.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>At what time?</source>
   <translation>Lúc mấy giờ?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>At which branch?</source>
   <translation>Ở chi nhánh nào?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>On which day?</source>
   <translation>Vào ngày nào?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>The clocks change then, and that time doesn't exist. At what time instead?</source>
   <translation>Lúc đó đổi giờ nên không có giờ này. Chọn giờ nào khác?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>This person</source>
   <translation>Người này</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>What is it for?</source>
   <translation>Hẹn để làm gì?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>What is their phone number or e-mail?</source>
   <translation>Số điện thoại hoặc e-mail là gì?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Which booking is meant? We found none for that person at that time.</source>
   <translation>Lượt đặt hẹn nào? Không tìm thấy lượt nào của người đó vào giờ đó.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Which booking is meant? We found none for that person.</source>
   <translation>Lượt đặt hẹn nào? Không tìm thấy lượt nào của người đó.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Which of these {count} bookings is meant?</source>
   <translation>Lượt nào trong {count} lượt đặt hẹn này?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Which system should it be booked in?</source>
   <translation>Đặt hẹn trong hệ thống nào?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Who is it for?</source>
   <translation>Hẹn cho ai?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>Why is it cancelled?</source>
   <translation>Vì sao hủy?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>With whom?</source>
   <translation>Với ai?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/intents.py" />
   <source>{who} has something at that time already. At what time instead, or why all the same?</source>
   <translation>{who} đã có hẹn vào giờ đó. Chọn giờ khác, hay vì sao vẫn đặt?</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/looking.py" />
   <source>No record of this booking is known.</source>
   <translation>Không biết bản ghi nào của lượt đặt hẹn này.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/service.py" />
   <source>A booking stays in the system it was made for.</source>
   <translation>Lượt đặt hẹn ở lại hệ thống đã đặt.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/service.py" />
   <source>Say which record it is.</source>
   <translation>Hãy cho biết là bản ghi nào.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/service.py" />
   <source>There is no such record there.</source>
   <translation>Ở đó không có bản ghi này.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A booking is at most a year away.</source>
   <translation>Chỉ đặt hẹn trước tối đa một năm.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A booking takes 12 hours at most.</source>
   <translation>Lượt đặt hẹn dài tối đa 12 giờ.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A booking takes at least a minute.</source>
   <translation>Lượt đặt hẹn dài ít nhất một phút.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A booking's reference is a UUID of version 4.</source>
   <translation>Mã tham chiếu lượt đặt hẹn là UUID phiên bản 4.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A currency is three capital letters.</source>
   <translation>Đơn vị tiền là ba chữ hoa.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A phone number or an e-mail address is needed.</source>
   <translation>Cần số điện thoại hoặc địa chỉ e-mail.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>A price is a number from zero to a billion.</source>
   <translation>Giá là số từ 0 đến một tỷ.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>Say what is booked.</source>
   <translation>Hãy cho biết hẹn gì.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>Say who is booked: a first or last name.</source>
   <translation>Hãy cho biết hẹn cho ai: tên hoặc họ.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>That is no e-mail address.</source>
   <translation>Đó không phải địa chỉ e-mail.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>That is no mobile or landline number.</source>
   <translation>Đó không phải số di động hay số bàn.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>That time has passed.</source>
   <translation>Giờ đó đã qua.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The end must be later than the start.</source>
   <translation>Giờ kết thúc phải sau giờ bắt đầu.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The metadata are too long to be kept.</source>
   <translation>Siêu dữ liệu quá dài để lưu.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The metadata can't be kept.</source>
   <translation>Không lưu được siêu dữ liệu.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The notes have characters that nobody can read.</source>
   <translation>Ghi chú có ký tự không đọc được.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The notes have more than 2,000 characters.</source>
   <translation>Ghi chú dài hơn 2.000 ký tự.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The practice is closed then. Its opening hours are in Settings.</source>
   <translation>Lúc đó phòng khám đóng cửa. Giờ mở cửa ở trong Cài đặt.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} has characters that nobody can read.</source>
   <translation>Mục {label} có ký tự không đọc được.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} has more than {most:,} characters.</source>
   <translation>Mục {label} dài hơn {most:,} ký tự.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} is a date and time with its zone, like 2026-03-04T09:30:00+11:00.</source>
   <translation>Mục {label} là ngày giờ kèm múi giờ, như 2026-03-04T09:30:00+11:00.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} is no date and time that there is.</source>
   <translation>Mục {label} không phải ngày giờ có thật.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} is on a whole minute.</source>
   <translation>Mục {label} phải tròn phút.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>The {label} needs its time zone.</source>
   <translation>Mục {label} cần múi giờ.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>branch</source>
   <translation>chi nhánh</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>contact's id</source>
   <translation>mã liên hệ</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>doctor's name</source>
   <translation>tên bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>e-mail address</source>
   <translation>địa chỉ e-mail</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>end</source>
   <translation>kết thúc</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>first name</source>
   <translation>tên</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>key</source>
   <translation>khóa</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>last name</source>
   <translation>họ</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>location</source>
   <translation>địa điểm</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>reason</source>
   <translation>lý do</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>run sheet's row</source>
   <translation>dòng của RunSheet</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>service</source>
   <translation>dịch vụ</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>source</source>
   <translation>nguồn</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>start</source>
   <translation>bắt đầu</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>{label} needs the branch.</source>
   <translation>{label} cần chi nhánh.</translation>
  </message>
  <message>
   <location filename="../../app/services/bookings/validation.py" />
   <source>{label} needs the doctor's name.</source>
   <translation>{label} cần tên bác sĩ.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/new_keys.py" />
   <source>The practice's ID can't be right.</source>
   <translation>Mã phòng khám không đúng.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/new_keys.py" />
   <source>{label} has no such region.</source>
   <translation>{label} không có khu vực này.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/service.py" />
   <source>Syncing can run every 1 to 1440 minutes.</source>
   <translation>Có thể đồng bộ mỗi 1 đến 1440 phút.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/sign_in.py" />
   <source>A connection's name has 1 to 200 characters.</source>
   <translation>Tên kết nối có từ 1 đến 200 ký tự.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/sign_in.py" />
   <source>{label} can't be right.</source>
   <translation>{label} không đúng.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/sign_in.py" />
   <source>{label} is missing.</source>
   <translation>{label} còn thiếu.</translation>
  </message>
  <message>
   <location filename="../../app/services/connections/sign_in.py" />
   <source>{system} is not connected with a code.</source>
   <translation>{system} không kết nối bằng mã.</translation>
  </message>
  <message>
   <location filename="../../app/services/core.py" />
   <source>A rate limit is 1 to 10000 requests a minute.</source>
   <translation>Giới hạn là 1 đến 10000 yêu cầu mỗi phút.</translation>
  </message>
  <message>
   <location filename="../../app/services/core.py" />
   <source>That practice system is not known.</source>
   <translation>Không biết phần mềm phòng khám đó.</translation>
  </message>
  <message>
   <location filename="../../app/services/crm/service.py" />
   <source>Longest wait, in milliseconds</source>
   <translation>Chờ lâu nhất, tính bằng mili giây</translation>
  </message>
  <message>
   <location filename="../../app/services/crm/service.py" />
   <source>That CRM is not known.</source>
   <translation>Không biết CRM đó.</translation>
  </message>
  <message>
   <location filename="../../app/services/crm/service.py" />
   <source>The longest wait is a number of milliseconds.</source>
   <translation>Thời gian chờ lâu nhất là số mili giây.</translation>
  </message>
  <message>
   <location filename="../../app/services/crm/told.py" />
   <source>in the password store</source>
   <translation>trong kho mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/services/data_folder.py" />
   <source>its data folder can't be written to. Allow your user to write there, then try again.</source>
   <translation>không ghi được vào thư mục dữ liệu. Hãy cho người dùng của anh chị quyền ghi rồi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/services/data_folder.py" />
   <source>the disk is full. Free some space, then try again.</source>
   <translation>đĩa đã đầy. Hãy giải phóng chỗ rồi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/services/downtime.py" />
   <source>RunSheet's folder can't be written to.</source>
   <translation>Không ghi được vào thư mục của RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/services/downtime.py" />
   <source>there is none yet. It is made after the next good check.</source>
   <translation>chưa có. Bộ này được tạo sau lần kiểm tra tốt kế tiếp.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/finding.py" />
   <source>Type it to open them.</source>
   <translation>Hãy gõ vào để mở.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/locked.py" />
   <source>A change of the key ends the code before it.</source>
   <translation>Đổi khóa thì mã trước đó hết hiệu lực.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/locked.py" />
   <source>Compare it with your printed copy.</source>
   <translation>Hãy so với bản đã in.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/locked.py" />
   <source>It has 26 letters and digits.</source>
   <translation>Mã có 26 chữ và số.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/locked.py" />
   <source>There are data here already, under another key.</source>
   <translation>Ở đây đã có dữ liệu, dùng khóa khác.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/locked.py" />
   <source>What only RunSheet knows will not be on the new sheet: notes, changes made only in this app, bookings that were not sent yet, and which practitioner has which column.</source>
   <translation>Những gì chỉ RunSheet biết sẽ không có trên bảng mới: ghi chú, thay đổi chỉ trong ứng dụng này, lượt đặt hẹn chưa gửi, và bác sĩ nào có cột nào.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/passphrase.py" />
   <source>Others may read the file {variable} names: chmod 600.</source>
   <translation>Người khác có thể đọc tệp mà {variable} chỉ tới: chmod 600.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/passphrase.py" />
   <source>The file {variable} names can't be read.</source>
   <translation>Không đọc được tệp mà {variable} chỉ tới.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/service.py" />
   <source>Type it to change the key.</source>
   <translation>Hãy gõ vào để đổi khóa.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>Windows Credential Manager</source>
   <translation>Windows Credential Manager</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>Write it down or print it, and keep it away from this PC: it is shown this once. Whoever has it and this PC's files can read them.</source>
   <translation>Hãy chép ra hoặc in, và cất xa máy này: mã chỉ hiện một lần. Ai có mã và các tệp của máy này đều đọc được.</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>the desktop's keyring</source>
   <translation>kho khóa của màn hình nền</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>the desktop's keyring (GNOME Keyring or KeePassXC)</source>
   <translation>kho khóa của màn hình nền (GNOME Keyring hoặc KeePassXC)</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>the macOS keychain</source>
   <translation>chuỗi khóa macOS</translation>
  </message>
  <message>
   <location filename="../../app/services/keys/words.py" />
   <source>this program's memory</source>
   <translation>bộ nhớ của chương trình này</translation>
  </message>
  <message>
   <location filename="../../app/services/lock/service.py" />
   <source>the PIN</source>
   <translation>mã PIN</translation>
  </message>
  <message>
   <location filename="../../app/services/lock/service.py" />
   <source>the password of {person}</source>
   <translation>mật khẩu của {person}</translation>
  </message>
  <message>
   <location filename="../../app/services/pc/autostart.py" />
   <source>This PC did not let us.</source>
   <translation>Máy này không cho phép.</translation>
  </message>
  <message>
   <location filename="../../app/services/pc/files.py" />
   <source>the disk is full.</source>
   <translation>đĩa đã đầy.</translation>
  </message>
  <message>
   <location filename="../../app/services/pc/files.py" />
   <source>this folder doesn't let you save files.</source>
   <translation>thư mục này không cho lưu tệp.</translation>
  </message>
  <message>
   <location filename="../../app/services/pc/files.py" />
   <source>this folder is not there.</source>
   <translation>không có thư mục này.</translation>
  </message>
  <message>
   <location filename="../../app/services/pc/files.py" />
   <source>this folder is read-only.</source>
   <translation>thư mục này chỉ cho đọc.</translation>
  </message>
  <message>
   <location filename="../../app/services/put_aside.py" />
   <source>Nothing of that name is put aside here.</source>
   <translation>Không có gì tên đó được cất riêng ở đây.</translation>
  </message>
  <message>
   <location filename="../../app/services/reports/service.py" />
   <source>A report covers 1 to 92 days, from the first to the last.</source>
   <translation>Báo cáo gồm 1 đến 92 ngày, từ ngày đầu đến ngày cuối.</translation>
  </message>
  <message>
   <location filename="../../app/services/reports/service.py" />
   <location filename="../../app/store/reports.py" />
   <source>That report was not sent from here.</source>
   <translation>Báo cáo đó không gửi từ đây.</translation>
  </message>
  <message>
   <location filename="../../app/services/restoring.py" />
   <source>What only RunSheet knows and was done since then is lost: notes, changes made only in this app, bookings. The lists are read again from the practice systems.</source>
   <translation>Những gì chỉ RunSheet biết và làm từ lúc đó sẽ mất: ghi chú, thay đổi chỉ trong ứng dụng này, lượt đặt hẹn. Danh sách được đọc lại từ phần mềm phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/services/restoring.py" />
   <source>another RunSheet is running on these data. Quit it and try again.</source>
   <translation>một RunSheet khác đang chạy trên dữ liệu này. Hãy thoát nó rồi thử lại.</translation>
  </message>
  <message>
   <location filename="../../app/services/restoring.py" />
   <source>there is none.</source>
   <translation>không có.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A clinician's name has 1 to 200 letters.</source>
   <translation>Tên bác sĩ có từ 1 đến 200 chữ.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A note has at most 2,000 characters.</source>
   <translation>Ghi chú tối đa 2.000 ký tự.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A phone number has 3 digits or more, and at most 50 characters.</source>
   <translation>Số điện thoại có từ 3 chữ số, tối đa 50 ký tự.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <source>A row needs a name.</source>
   <translation>Dòng cần có tên.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A start time is at most a year away.</source>
   <translation>Giờ bắt đầu cách xa tối đa một năm.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A start time needs its time zone.</source>
   <translation>Giờ bắt đầu cần múi giờ.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>A visit takes 1 minute to 12 hours.</source>
   <translation>Một lần khám từ 1 phút đến 12 giờ.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/desk.py" />
   <source>The {what} has more than {most} letters.</source>
   <translation>Mục {what} dài hơn {most} chữ.</translation>
  </message>
  <message>
   <location filename="../../app/services/sheet/status_words.py" />
   <source>That is not a status word.</source>
   <translation>Đó không phải từ chỉ trạng thái.</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>environment variables, other programs' files, screenshots</source>
   <translation>biến môi trường, tệp của chương trình khác, ảnh màn hình</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>keys, tokens, pairing codes, the database's key</source>
   <translation>khóa, mã, mã ghép, khóa cơ sở dữ liệu</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>names of patients, clinicians, practices and users</source>
   <translation>tên bệnh nhân, bác sĩ, phòng khám và người dùng</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>phone numbers, e-mail addresses, dates of birth</source>
   <translation>số điện thoại, địa chỉ e-mail, ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>settings that are not on RunSheet's list</source>
   <translation>cài đặt không có trong danh sách của RunSheet</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>the database and its backups</source>
   <translation>cơ sở dữ liệu và các bản sao lưu</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>the practice systems' own ids and answers</source>
   <translation>mã và câu trả lời của phần mềm phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/services/support/manifest.py" />
   <source>the run sheet: patients, appointments, notes, links</source>
   <translation>bảng hẹn: bệnh nhân, lịch hẹn, ghi chú, liên kết</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} Medicare numbers</source>
   <extracomment>Of one: {n} Medicare number</extracomment>
   <translation>
    <numerusform>{n} số Medicare</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} dates of birth</source>
   <extracomment>Of one: {n} date of birth</extracomment>
   <translation>
    <numerusform>{n} ngày sinh</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} e-mail addresses</source>
   <extracomment>Of one: {n} e-mail address</extracomment>
   <translation>
    <numerusform>{n} địa chỉ e-mail</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} lines</source>
   <extracomment>Of one: {n} line</extracomment>
   <translation>
    <numerusform>{n} dòng</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} links</source>
   <extracomment>Of one: {n} link</extracomment>
   <translation>
    <numerusform>{n} liên kết</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} names</source>
   <extracomment>Of one: {n} name</extracomment>
   <translation>
    <numerusform>{n} tên</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} phone numbers</source>
   <extracomment>Of one: {n} phone number</extracomment>
   <translation>
    <numerusform>{n} số điện thoại</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} practice IDs</source>
   <extracomment>Of one: {n} practice ID</extracomment>
   <translation>
    <numerusform>{n} mã phòng khám</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} practice names</source>
   <extracomment>Of one: {n} practice name</extracomment>
   <translation>
    <numerusform>{n} tên phòng khám</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} tokens</source>
   <extracomment>Of one: {n} token</extracomment>
   <translation>
    <numerusform>{n} mã</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/services/support/marks.py" />
   <source>{n} values</source>
   <extracomment>Of one: {n} value</extracomment>
   <translation>
    <numerusform>{n} giá trị</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/services/support/marks.py" />
   <source>{what} removed</source>
   <translation>đã bỏ {what}</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the connections</source>
   <translation>các kết nối</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the crash log</source>
   <translation>nhật ký sự cố</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the data file's facts</source>
   <translation>thông tin về tệp dữ liệu</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the facts about this PC</source>
   <translation>thông tin về máy này</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the log</source>
   <translation>nhật ký</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the open questions</source>
   <translation>các câu hỏi còn mở</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the settings</source>
   <translation>cài đặt</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the sync history</source>
   <translation>lịch sử đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the sync history as a table</source>
   <translation>lịch sử đồng bộ dạng bảng</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>the timings</source>
   <translation>thời gian đo</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>what was not imported</source>
   <translation>những gì chưa nhập</translation>
  </message>
  <message>
   <location filename="../../app/services/support/parts.py" />
   <source>your description</source>
   <translation>mô tả của anh chị</translation>
  </message>
  <message>
   <location filename="../../app/services/support/service.py" />
   <source>another file is there already.</source>
   <translation>ở đó đã có tệp khác.</translation>
  </message>
  <message>
   <location filename="../../app/services/sync/schedule.py" />
   <source>A pause lasts until tomorrow at most.</source>
   <translation>Chỉ tạm dừng lâu nhất đến ngày mai.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/appointment_types.py" />
   <source>An appointment type in the request is not known.</source>
   <translation>Yêu cầu có loại lịch hẹn không rõ.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/appointment_types.py" />
   <source>An appointment type is named twice in the request.</source>
   <translation>Yêu cầu ghi một loại lịch hẹn hai lần.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/practitioners.py" />
   <source>A new run sheet column needs a name.</source>
   <translation>Cột mới cần có tên.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/practitioners.py" />
   <source>A practitioner in the request is not known.</source>
   <translation>Yêu cầu có bác sĩ không rõ.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/practitioners.py" />
   <source>A practitioner is named twice in the request.</source>
   <translation>Yêu cầu ghi một bác sĩ hai lần.</translation>
  </message>
  <message>
   <location filename="../../app/store/connection/practitioners.py" />
   <source>A run sheet column in the request does not exist.</source>
   <translation>Yêu cầu có cột không tồn tại.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/bookings.py" />
   <source>This person already has a booking at that time.</source>
   <translation>Người này đã có lượt đặt hẹn vào giờ đó.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/bookings.py" />
   <source>This was already used for another booking.</source>
   <translation>Đã dùng cho lượt đặt hẹn khác.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>Finish what needs a look first.</source>
   <translation>Hãy xử lý phần cần xem trước.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>It is too late to undo this.</source>
   <translation>Đã quá muộn để hoàn tác.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>Its start time has passed. Pick another time.</source>
   <translation>Giờ bắt đầu đã qua. Hãy chọn giờ khác.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>Only its time can be changed now.</source>
   <translation>Giờ chỉ đổi được giờ hẹn.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>That record belongs to another booking.</source>
   <translation>Bản ghi đó thuộc lượt đặt hẹn khác.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>There is nothing to finish with this booking.</source>
   <translation>Lượt đặt hẹn này không còn gì để xử lý.</translation>
  </message>
  <message>
   <location filename="../../app/store/crm/wishes.py" />
   <source>This booking is being cancelled.</source>
   <translation>Lượt đặt hẹn này đang được hủy.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/change.py" />
   <source>That change can't be used again.</source>
   <translation>Không dùng lại được thay đổi đó.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/change.py" />
   <source>The practice system no longer has this appointment, so it can't be changed.</source>
   <translation>Phần mềm phòng khám không còn lịch hẹn này nên không sửa được.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/join.py" />
   <source>A row is joined with one of the practice system.</source>
   <translation>Chỉ gộp một dòng với dòng của phần mềm phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/join.py" />
   <source>The two notes are too long together. Shorten one first.</source>
   <translation>Hai ghi chú gộp lại quá dài. Hãy rút ngắn một cái trước.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/manual_rows.py" />
   <source>Only a row that was added in RunSheet can be removed here.</source>
   <translation>Ở đây chỉ bỏ được dòng thêm trong RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/manual_rows.py" />
   <source>That clinician has no column.</source>
   <translation>Bác sĩ đó không có cột.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/manual_rows.py" />
   <source>There is a column of that name already.</source>
   <translation>Đã có cột tên đó.</translation>
  </message>
  <message>
   <location filename="../../app/store/desk/own_facts.py" />
   <source>Name, length and type of this row are the practice system's.</source>
   <translation>Tên, thời lượng và loại của dòng này do phần mềm phòng khám quyết định.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/backup.py" />
   <source>it is damaged.</source>
   <translation>nó bị hỏng.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/backup.py" />
   <source>it is empty.</source>
   <translation>nó trống.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/backup.py" />
   <source>it is not what was copied.</source>
   <translation>nó không giống bản đã sao.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/cipher.py" />
   <source>its SQLite is too old to be safe. Install RunSheet again.</source>
   <translation>SQLite quá cũ, không an toàn. Hãy cài lại RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/database.py" />
   <location filename="../../app/store/file/folder.py" />
   <source>it is read-only.</source>
   <translation>chỉ cho đọc.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/database.py" />
   <source>the data file can't be opened.</source>
   <translation>không mở được tệp dữ liệu.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/database.py" />
   <source>the disk reports a fault.</source>
   <translation>đĩa báo lỗi.</translation>
  </message>
  <message>
   <location filename="../../app/store/file/folder.py" />
   <source>it can't be written to.</source>
   <translation>không ghi được.</translation>
  </message>
  <message>
   <location filename="../../app/store/sheet/timeline.py" />
   <source>That appointment is not known.</source>
   <translation>Không biết lịch hẹn đó.</translation>
  </message>
  <message>
   <location filename="../../app/store/sync/notices.py" />
   <source>This question was answered already.</source>
   <translation>Câu hỏi này đã được trả lời.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/back_online.py" />
   <source>Back online.</source>
   <translation>Đã có mạng lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/back_online.py" />
   <source>Back online. {changes}.</source>
   <translation>Đã có mạng lại. {changes}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/back_online.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <source>No changes</source>
   <translation>Không có thay đổi</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/back_online.py" />
   <source>{n} bookings sent</source>
   <extracomment>Of one: {n} booking sent</extracomment>
   <translation>
    <numerusform>đã gửi {n} lượt đặt hẹn</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/back_online.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{n} changes</source>
   <extracomment>Of one: {n} change</extracomment>
   <translation>
    <numerusform>{n} thay đổi</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/choice.py" />
   <location filename="../../app/ui/key_map.py" />
   <source>Print the list</source>
   <translation>In danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/choice.py" />
   <source>See what can be done</source>
   <translation>Xem có thể làm gì</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/choice.py" />
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/connections/people/people_preview.py" />
   <location filename="../../app/ui/connections/people/step_people.py" />
   <location filename="../../app/ui/connections/setup/sign_in_form.py" />
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <location filename="../../app/ui/connections/types/step_types.py" />
   <location filename="../../app/ui/start/page.py" />
   <location filename="../../app/ui/start/receipt.py" />
   <source>Try again</source>
   <translation>Thử lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/choice.py" />
   <source>We couldn't read the list from this PC.</source>
   <translation>Không đọc được danh sách từ máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/choice.py" />
   <source>We couldn't read the list from this PC. It's from {time}.</source>
   <translation>Không đọc được danh sách từ máy này. Danh sách lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/deeds.py" />
   <source>"{status}" is shown as {word}.</source>
   <translation>"{status}" được hiện là {word}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/deeds.py" />
   <source>Details copied. Paste them into a message to your IT person.</source>
   <translation>Đã chép chi tiết. Hãy dán vào tin nhắn cho người phụ trách CNTT.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/deeds.py" />
   <source>Keep as it is</source>
   <translation>Giữ nguyên</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/deeds.py" />
   <location filename="../../app/ui/today/edit/undo_bar.py" />
   <source>Undo</source>
   <translation>Hoàn tác</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/deeds.py" />
   <source>What does "{status}" mean? The answer counts on this PC, now and later.</source>
   <translation>"{status}" nghĩa là gì? Câu trả lời áp dụng trên máy này, từ nay về sau.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/banners/notes.py" />
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/setup/flow.py" />
   <location filename="../../app/ui/today/states.py" />
   <source>Choose</source>
   <translation>Chọn</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Connect again</source>
   <translation>Kết nối lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/today/states.py" />
   <source>Continue</source>
   <translation>Tiếp tục</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>Copy details for your IT person</source>
   <translation>Chép chi tiết cho người phụ trách CNTT</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/notify/words.py" />
   <source>It's from {time}.</source>
   <translation>Danh sách lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>No internet. (NET-01)</source>
   <translation>Không có internet. (NET-01)</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>No internet. Showing the list from {time}. Changes made since then are not here. (NET-01)</source>
   <translation>Không có internet. Đang hiện danh sách lúc {time}. Chưa có các thay đổi từ đó. (NET-01)</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>Nobody from {system} has a column yet. (MAP-04)</source>
   <translation>Chưa ai từ {system} có cột. (MAP-04)</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>Open downtime pack</source>
   <translation>Mở bộ dự phòng mất mạng</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/today/column_menu.py" />
   <source>Print this list</source>
   <translation>In danh sách này</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>Setting up {system} isn't finished.</source>
   <translation>Chưa thiết lập xong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <location filename="../../app/ui/connections/editors.py" />
   <source>Sign in again</source>
   <translation>Đăng nhập lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <location filename="../../app/ui/key_map.py" />
   <location filename="../../app/ui/today/header.py" />
   <location filename="../../app/ui/today/states.py" />
   <location filename="../../app/ui/tray/entries.py" />
   <source>Sync now</source>
   <translation>Đồng bộ ngay</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>This installation has no {system} partner keys.</source>
   <translation>Bản cài này không có khóa đối tác {system}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>This list is only partly updated.</source>
   <translation>Danh sách này chỉ mới cập nhật một phần.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>This list is out of date. The last good check was {time}.</source>
   <translation>Danh sách này đã cũ. Lần kiểm tra tốt gần nhất: {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>Today's list stays as it was at {time}.</source>
   <translation>Danh sách hôm nay giữ nguyên như lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <location filename="../../app/ui/banners/notes.py" />
   <source>Try now</source>
   <translation>Thử ngay</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>We couldn't update this list.</source>
   <translation>Không cập nhật được danh sách này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>We couldn't update {system}.</source>
   <translation>Không cập nhật được {system}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>We'll carry on at {time}.</source>
   <translation>Sẽ tiếp tục lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>We'll try again at {time}.</source>
   <translation>Sẽ thử lại lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>{system} needs you to sign in again.</source>
   <translation>{system} cần đăng nhập lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>{system} no longer lists this practice as connected.</source>
   <translation>{system} không còn ghi phòng khám này là đã kết nối.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/faults.py" />
   <source>{system}'s columns are out of date. The last good check was {time}.</source>
   <translation>Các cột của {system} đã cũ. Lần kiểm tra tốt gần nhất: {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>All times here are the practice's new time.</source>
   <translation>Mọi giờ ở đây là giờ mới của phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Check people</source>
   <translation>Kiểm tra người</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Check that the right people are mapped. (DATA-04)</source>
   <translation>Hãy kiểm tra đã ghép đúng người chưa. (DATA-04)</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <location filename="../../app/ui/banners/update.py" />
   <source>Got it</source>
   <translation>Đã hiểu</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>How to fix</source>
   <translation>Cách sửa</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Keep them</source>
   <translation>Giữ lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Mark as gone</source>
   <translation>Đánh dấu đã mất</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Match it</source>
   <translation>Ghép trạng thái</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>No appointments found in {system}.</source>
   <translation>Không thấy lịch hẹn nào trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>No appointments found.</source>
   <translation>Không thấy lịch hẹn nào.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Not today</source>
   <translation>Hôm nay thì không</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <source>Nothing in {system} has changed since {time}, on a day with {n} appointments.</source>
   <extracomment>Of one: Nothing in {system} has changed since {time}, on a day with {n} appointment.</extracomment>
   <translation>
    <numerusform>Trong {system} không có gì thay đổi từ {time}, vào ngày có {n} lịch hẹn.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <source>Only {n} appointments found in {system}.</source>
   <extracomment>Of one: Only {n} appointment found in {system}.</extracomment>
   <translation>
    <numerusform>Chỉ thấy {n} lịch hẹn trong {system}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <source>Only {n} appointments found.</source>
   <extracomment>Of one: Only {n} appointment found.</extracomment>
   <translation>
    <numerusform>Chỉ thấy {n} lịch hẹn.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Practice settings</source>
   <translation>Cài đặt phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>Show which</source>
   <translation>Xem là gì</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <source>{n} appointments are no longer in {system}. They stay on the list until you decide.</source>
   <extracomment>Of one: {n} appointment is no longer in {system}. They stay on the list until you decide.</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn không còn trong {system}. Chúng vẫn ở lại đến khi anh chị quyết định.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <source>{n} appointments have no time zone; we used {city} time. (DATA-03)</source>
   <extracomment>Of one: {n} appointment has no time zone; we used {city} time. (DATA-03)</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn không có múi giờ; đã dùng giờ {city}. (DATA-03)</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/banners/notes.py" />
   <location filename="../../app/ui/connections/cards/card.py" />
   <source>{n} new people in {system} need a choice. (MAP-01)</source>
   <extracomment>Of one: {n} new person in {system} needs a choice. (MAP-01)</extracomment>
   <translation>
    <numerusform>{n} người mới trong {system} cần được chọn. (MAP-01)</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>{system} sent an unknown status, "{word}". We show it as it is. (DATA-02)</source>
   <translation>{system} gửi trạng thái lạ, "{word}". Hiện nguyên như vậy. (DATA-02)</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/notes.py" />
   <source>{weekdays} usually have about {count}.</source>
   <translation>{weekdays} thường có khoảng {count}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <location filename="../../app/ui/downtime/panel.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Close</source>
   <translation>Đóng</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>Come back here and press Try again. The people come up at once.</source>
   <translation>Quay lại đây và bấm Thử lại. Danh sách người sẽ hiện ngay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>Open Settings, Date &amp; Time, and switch on Automatic Date &amp; Time.</source>
   <translation>Mở Settings, Date &amp; Time và bật Automatic Date &amp; Time.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>Open Settings, Time &amp; language, Date &amp; time, and press Sync now.</source>
   <translation>Mở Settings, Time &amp; language, Date &amp; time và bấm Sync now.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>Open System Settings, General, Date &amp; Time, and switch on Set time and date automatically.</source>
   <translation>Mở System Settings, General, Date &amp; Time và bật Set time and date automatically.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>{steps} Where that is greyed out, ask your IT person. The next sync clears this notice.</source>
   <translation>{steps} Nếu mục đó mờ đi, hãy hỏi người phụ trách CNTT. Lần đồng bộ tới sẽ xóa thông báo này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/panel.py" />
   <source>{system} lists nobody whom RunSheet could show.</source>
   <translation>{system} không có ai để RunSheet hiện.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/slot.py" />
   <source>and {others} more</source>
   <translation>và {others} nữa</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/told.py" />
   <location filename="../../app/ui/notify/words.py" />
   <source>Its columns are from {time}.</source>
   <translation>Các cột của nó lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/told.py" />
   <source>Its columns are from {time}; the others are up to date.</source>
   <translation>Các cột của nó lúc {time}; các cột khác mới nhất.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/update.py" />
   <source>RunSheet {version} is ready to be installed.</source>
   <translation>RunSheet {version} đã sẵn sàng để cài.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/update.py" />
   <source>RunSheet {version} is ready to be installed. It mends a weakness.</source>
   <translation>RunSheet {version} đã sẵn sàng để cài. Bản này vá một lỗ hổng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/banners/update.py" />
   <location filename="../../app/ui/connections/setup/entry_kinds.py" />
   <location filename="../../app/ui/today/edit/held_notes.py" />
   <source>Show</source>
   <translation>Xem</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Checking…</source>
   <translation>Đang kiểm tra…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <source>Checking… {count} of {people}</source>
   <translation>Đang kiểm tra… {count} trên {people}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/today/card_menu.py" />
   <location filename="../../app/ui/today/drawer.py" />
   <location filename="../../app/ui/today/row_delegate.py" />
   <source>Details</source>
   <translation>Chi tiết</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <source>Details of {name}</source>
   <translation>Chi tiết của {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/today/column_menu.py" />
   <location filename="../../app/ui/window/navigation.py" />
   <source>More</source>
   <translation>Thêm</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <source>More for {name}</source>
   <translation>Thêm lựa chọn cho {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>Remove {system}…</source>
   <translation>Gỡ {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>Rename</source>
   <translation>Đổi tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/cards/details.py" />
   <location filename="../../app/ui/key_map.py" />
   <location filename="../../app/ui/window/pages.py" />
   <source>Settings</source>
   <translation>Cài đặt</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/cards/card.py" />
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{n} people</source>
   <extracomment>Of one: {n} person</extracomment>
   <translation>
    <numerusform>{n} người</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_drawer.py" />
   <source>Keep</source>
   <translation>Giữ lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_drawer.py" />
   <source>Remove {system}</source>
   <translation>Gỡ {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_drawer.py" />
   <source>Saved.</source>
   <translation>Đã lưu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_drawer.py" />
   <source>Testing the connection…</source>
   <translation>Đang thử kết nối…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Checks</source>
   <translation>Kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Last good check</source>
   <translation>Lần kiểm tra tốt gần nhất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Last try</source>
   <translation>Lần thử gần nhất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>No practice yet</source>
   <translation>Chưa có phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>People shown</source>
   <translation>Người được hiện</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_facts.py" />
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Telehealth types</source>
   <translation>Loại khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <location filename="../../app/ui/connections/editor.py" />
   <location filename="../../app/ui/connections/setup/checking_row.py" />
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/header.py" />
   <source>Cancel</source>
   <translation>Hủy</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>Check by itself</source>
   <translation>Tự kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>Minutes between checks, 1 to 1440</source>
   <translation>Số phút giữa hai lần kiểm tra, từ 1 đến 1440</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/row_delegate.py" />
   <source>Name</source>
   <translation>Tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>Name of the connection</source>
   <translation>Tên của kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>Save name</source>
   <translation>Lưu tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>Save settings</source>
   <translation>Lưu cài đặt</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <location filename="../../app/ui/connections/list_choice.py" />
   <source>Show telehealth appointments only</source>
   <translation>Chỉ hiện lịch hẹn khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Time zone of the practice</source>
   <translation>Múi giờ của phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>every</source>
   <translation>mỗi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_panels.py" />
   <source>min</source>
   <translation>phút</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Can't check connections without internet. Your settings are safe.</source>
   <translation>Không thể kiểm tra kết nối khi không có internet. Cài đặt của anh chị vẫn an toàn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Checked {age}</source>
   <translation>Đã kiểm tra {age}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Checked {name}, {count} of {people}.</source>
   <translation>Đã kiểm tra {name}, {count} trên {people}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Checking… {count} of {people}.</source>
   <translation>Đang kiểm tra… {count} trên {people}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Couldn't check {name}, {count} of {people}.</source>
   <translation>Không kiểm tra được {name}, {count} trên {people}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <source>List updated, {time}. {changes}.</source>
   <translation>Danh sách đã cập nhật, {time}. {changes}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>No internet</source>
   <translation>Không có internet</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Not checked yet</source>
   <translation>Chưa kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Not connected yet</source>
   <translation>Chưa kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Not syncing</source>
   <translation>Không đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Not yet</source>
   <translation>Chưa có</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Out of date</source>
   <translation>Đã cũ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Partly updated, {time}. Couldn't check {names}.</source>
   <translation>Đã cập nhật một phần, {time}. Không kiểm tra được {names}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Partner keys missing</source>
   <translation>Thiếu khóa đối tác</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Paused</source>
   <translation>Tạm dừng</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Paused by {person}</source>
   <translation>{person} đã tạm dừng</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Paused until {time}</source>
   <translation>Tạm dừng đến {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Paused until {time} by {person}</source>
   <translation>{person} tạm dừng đến {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Practice closed</source>
   <translation>Phòng khám đóng cửa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Practice no longer connected</source>
   <translation>Phòng khám không còn được kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Remove this {system} set-up? No practice is connected yet. Nothing else changes.</source>
   <translation>Gỡ thiết lập {system} này? Chưa có phòng khám nào được kết nối. Không có gì khác thay đổi.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Remove {system}, {name}? Today's list keeps what it has, marked as old. People, telehealth choices, keys and history of this connection are removed. Nothing changes in {system}.</source>
   <translation>Gỡ {system}, {name}? Danh sách hôm nay giữ những gì đang có, được đánh dấu là cũ. Người, lựa chọn khám từ xa, khóa và lịch sử của kết nối này sẽ bị xóa. Không có gì thay đổi trong {system}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Set-up not finished</source>
   <translation>Thiết lập chưa xong</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Tested in {time}.</source>
   <translation>Đã thử trong {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>The check was cancelled. The list stays as it was.</source>
   <translation>Lần kiểm tra đã bị hủy. Danh sách giữ nguyên như cũ.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>The list could not be updated.</source>
   <translation>Không thể cập nhật danh sách.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Up to date</source>
   <translation>Mới nhất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>Working.</source>
   <translation>Hoạt động tốt.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>everyone</source>
   <translation>tất cả mọi người</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>last checked {time}</source>
   <translation>kiểm tra gần nhất {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>never</source>
   <translation>chưa bao giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <location filename="../../app/ui/today/content.py" />
   <location filename="../../app/ui/tray/words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>not checked yet</source>
   <translation>chưa kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{count} of {all} columns up to date</source>
   <translation>{count} trên {all} cột là mới nhất</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{n} appointment types</source>
   <extracomment>Of one: {n} appointment type</extracomment>
   <translation>
    <numerusform>{n} loại lịch hẹn</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{people} and {types} found in {time}.</source>
   <translation>Tìm thấy {people} và {types} trong {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{seconds} s</source>
   <translation>{seconds} giây</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/card_words.py" />
   <source>{when}, failed ({code})</source>
   <translation>{when}, không thành công ({code})</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <source>Continue set-up</source>
   <translation>Tiếp tục thiết lập</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>People</source>
   <translation>Người</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/deed_buttons.py" />
   <source>Test connection</source>
   <translation>Thử kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>All in Sync history</source>
   <translation>Tất cả trong Lịch sử đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>Back to connections</source>
   <translation>Quay lại các kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>Details of {system}, {name}</source>
   <translation>Chi tiết của {system}, {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <source>No syncs yet.</source>
   <translation>Chưa có lần đồng bộ nào.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <location filename="../../app/ui/connections/cards/pausing.py" />
   <source>Pause for 1 hour</source>
   <translation>Tạm dừng 1 giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Recent syncs</source>
   <translation>Các lần đồng bộ gần đây</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details.py" />
   <location filename="../../app/ui/tray/entries.py" />
   <source>Support export…</source>
   <translation>Gói hỗ trợ…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Access</source>
   <translation>Quyền truy cập</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>After the set-up</source>
   <translation>Sau khi thiết lập</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>All appointments, telehealth marked</source>
   <translation>Tất cả lịch hẹn, có đánh dấu khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Connected since</source>
   <translation>Kết nối từ</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Every {n} minutes</source>
   <extracomment>Of one: Every {n} minute</extracomment>
   <translation>
    <numerusform>Mỗi {n} phút</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Next check</source>
   <translation>Lần kiểm tra tới</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Not known yet</source>
   <translation>Chưa biết</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Now</source>
   <translation>Ngay bây giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <location filename="../../app/ui/lock/words.py" />
   <source>Off</source>
   <translation>Tắt</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Practice</source>
   <translation>Phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Reads only; nothing in {system} changes</source>
   <translation>Chỉ đọc; không có gì trong {system} thay đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>System</source>
   <translation>Hệ thống</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Telehealth appointments only</source>
   <translation>Chỉ lịch hẹn khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Time zone</source>
   <translation>Múi giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <location filename="../../app/ui/connections/list_choice.py" />
   <source>Today's list</source>
   <translation>Danh sách hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Waits for the partner keys</source>
   <translation>Đang chờ khóa đối tác</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>Waits until you sign in again</source>
   <translation>Đang chờ anh chị đăng nhập lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>{count} found automatically</source>
   <translation>{count} được tìm thấy tự động</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>{count} ticked</source>
   <translation>{count} đã đánh dấu</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/details_words.py" />
   <source>{when}, went well</source>
   <translation>{when}, thành công</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Appointments</source>
   <translation>Lịch hẹn</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Recent syncs, {count}</source>
   <translation>Các lần đồng bộ gần đây, {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Result</source>
   <translation>Kết quả</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Started by</source>
   <translation>Bắt đầu bởi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_table.py" />
   <source>Took</source>
   <translation>Mất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>Nothing in the list</source>
   <translation>Không có gì trong danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <location filename="../../app/ui/today/changes.py" />
   <source>{count} changed</source>
   <translation>{count} đã đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>{count} not imported</source>
   <translation>{count} không nhập được</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>{count} removed</source>
   <translation>{count} bị xóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>{count} skipped</source>
   <translation>{count} bỏ qua</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>{count} unchanged</source>
   <translation>{count} không đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/history_words.py" />
   <source>{name} couldn't be checked ({code})</source>
   <translation>không kiểm tra được {name} ({code})</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/list_view.py" />
   <source>Connect another</source>
   <translation>Kết nối thêm</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/list_view.py" />
   <location filename="../../app/ui/today/states.py" />
   <source>Connect your practice software to see today's list.</source>
   <translation>Hãy kết nối phần mềm phòng khám để xem danh sách hôm nay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/list_view.py" />
   <location filename="../../app/ui/connections/page.py" />
   <location filename="../../app/ui/window/pages.py" />
   <source>Connections</source>
   <translation>Kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/list_view.py" />
   <source>Nothing connected yet.</source>
   <translation>Chưa có kết nối nào.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/pausing.py" />
   <source>Pause until tomorrow</source>
   <translation>Tạm dừng đến ngày mai</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/cards/pausing.py" />
   <source>Resume checks</source>
   <translation>Kiểm tra trở lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <source>Check again</source>
   <translation>Kiểm tra lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Check {system} again</source>
   <translation>Kiểm tra lại {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <source>Discard changes</source>
   <translation>Bỏ thay đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <source>Keep editing</source>
   <translation>Sửa tiếp</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Save</source>
   <translation>Lưu</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editor.py" />
   <source>You have changes that are not saved.</source>
   <translation>Có thay đổi chưa được lưu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editors.py" />
   <source>People saved. Today follows your choices.</source>
   <translation>Đã lưu người. Trang Hôm nay theo lựa chọn của anh chị.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editors.py" />
   <source>People — {where}</source>
   <translation>Người — {where}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editors.py" />
   <source>Telehealth types saved. Today follows your choices.</source>
   <translation>Đã lưu loại khám từ xa. Trang Hôm nay theo lựa chọn của anh chị.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editors.py" />
   <source>Telehealth types — {where}</source>
   <translation>Loại khám từ xa — {where}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/editors.py" />
   <source>{system} is signed in again. People and types are as before.</source>
   <translation>{system} đã được đăng nhập lại. Người và loại lịch hẹn vẫn như trước.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/list_choice.py" />
   <source>Show all appointments, telehealth marked</source>
   <translation>Hiện tất cả lịch hẹn, có đánh dấu khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>Answer the question about the shared column first.</source>
   <translation>Trước hết hãy trả lời câu hỏi về cột dùng chung.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>Choose a column for {names} first, or pick Don't show.</source>
   <translation>Trước hết hãy chọn cột cho {names}, hoặc chọn Không hiện.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <location filename="../../app/ui/connections/zone_combo.py" />
   <source>Choose…</source>
   <translation>Chọn…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>Don't show</source>
   <translation>Không hiện</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>New column: {name}</source>
   <translation>Cột mới: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>Someone else</source>
   <translation>Người khác</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>this column</source>
   <translation>cột này</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/choices.py" />
   <source>{names} would share the column {column}.</source>
   <translation>{names} sẽ dùng chung cột {column}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_preview.py" />
   <source>Counting today's appointments…</source>
   <translation>Đang đếm lịch hẹn hôm nay…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_preview.py" />
   <source>Preview of today</source>
   <translation>Xem trước hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_preview.py" />
   <source>Today's appointments could not be counted.</source>
   <translation>Không thể đếm lịch hẹn hôm nay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_preview.py" />
   <source>Today, {date}</source>
   <translation>Hôm nay, {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <source>Column</source>
   <translation>Cột</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>Column for {name}</source>
   <translation>Cột cho {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>New</source>
   <translation>Mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>No longer active</source>
   <translation>Không còn hoạt động</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>Not shown in the appointment book</source>
   <translation>Không hiện trong sổ hẹn</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>Person in {system}</source>
   <translation>Người trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <location filename="../../app/ui/connections/types/found_table.py" />
   <location filename="../../app/ui/connections/types/types_table.py" />
   <location filename="../../app/ui/today/header.py" />
   <location filename="../../app/ui/today/page.py" />
   <location filename="../../app/ui/window/paged_window.py" />
   <location filename="../../app/ui/window/pages.py" />
   <source>Today</source>
   <translation>Hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>Why suggested</source>
   <translation>Lý do đề xuất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>not counted</source>
   <translation>chưa đếm được</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>you chose this</source>
   <translation>anh chị đã chọn</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <location filename="../../app/ui/today/content.py" />
   <location filename="../../app/ui/tray/words.py" />
   <source>{count} today</source>
   <translation>hôm nay {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>{name}, needs a choice because {reason}</source>
   <translation>{name}, cần chọn vì {reason}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>{name}, suggested {suggested} because {reason}</source>
   <translation>{name}, đề xuất {suggested} vì {reason}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>{name}, you chose this before</source>
   <translation>{name}, anh chị đã chọn trước đây</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/people_table.py" />
   <source>{reason}. Alt+Down opens the columns.</source>
   <translation>{reason}. Alt+Xuống mở danh sách cột.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>Today's appointments could not be counted for {names}.</source>
   <translation>Không thể đếm lịch hẹn hôm nay của {names}.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>With these choices {shown} of {n} appointments will show</source>
   <extracomment>Of one: With these choices {shown} of {n} appointment will show</extracomment>
   <translation>
    <numerusform>Với các lựa chọn này, {shown} trên {n} lịch hẹn sẽ hiện</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>people not shown</source>
   <translation>những người không được hiện</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>people not yet chosen</source>
   <translation>những người chưa được chọn</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>{name} (not shown)</source>
   <translation>{name} (không hiện)</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>{name} (not yet chosen)</source>
   <translation>{name} (chưa chọn)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>{n} are not telehealth</source>
   <extracomment>Of one: {n} is not telehealth</extracomment>
   <translation>
    <numerusform>{n} không phải khám từ xa</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/people/preview_words.py" />
   <source>{n} belong to {people}</source>
   <extracomment>Of one: {n} belongs to {people}</extracomment>
   <translation>
    <numerusform>{n} thuộc về {people}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>Asking {system} for its people…</source>
   <translation>Đang hỏi {system} về danh sách người…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>Make a new column</source>
   <translation>Tạo cột mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>People as listed {when}.</source>
   <translation>Danh sách người lấy {when}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>Save people</source>
   <translation>Lưu người</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>Share it</source>
   <translation>Dùng chung</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>The people are still being asked for.</source>
   <translation>Vẫn đang hỏi danh sách người.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>There is nobody to save yet.</source>
   <translation>Chưa có ai để lưu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/people/step_people.py" />
   <source>These are the people as last checked.</source>
   <translation>Đây là danh sách người của lần kiểm tra gần nhất.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>Couldn't check {names} this time</source>
   <translation>Lần này không kiểm tra được {names}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>No appointments in {system} today.</source>
   <translation>Hôm nay không có lịch hẹn nào trong {system}.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>Nothing will show: {n} appointments today are not telehealth. Go back to change that.</source>
   <extracomment>Of one: Nothing will show: {n} appointment today is not telehealth. Go back to change that.</extracomment>
   <translation>
    <numerusform>Sẽ không hiện gì: {n} lịch hẹn hôm nay không phải khám từ xa. Quay lại để thay đổi.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>Signed in</source>
   <translation>Đã đăng nhập</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <location filename="../../app/ui/connections/setup/flow.py" />
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <location filename="../../app/ui/today/cards.py" />
   <source>Telehealth</source>
   <translation>Khám từ xa</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>{appointments} ({n} more are not telehealth)</source>
   <extracomment>Of one: {appointments} ({n} more is not telehealth)</extracomment>
   <translation>
    <numerusform>{appointments} (thêm {n} lịch hẹn không phải khám từ xa)</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} did not attend</source>
   <translation>{count} không đến</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>{n} appointments couldn't be read and are not on the list (DATA-01)</source>
   <extracomment>Of one: {n} appointment couldn't be read and is not on the list (DATA-01)</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn không đọc được và không có trong danh sách (DATA-01)</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>{n} appointments today</source>
   <extracomment>Of one: {n} appointment today</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn hôm nay</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>{n} people found</source>
   <extracomment>Of one: {n} person found</extracomment>
   <translation>
    <numerusform>Tìm thấy {n} người</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/check_words.py" />
   <source>{system} already tells us which are telehealth</source>
   <translation>{system} đã cho biết lịch hẹn nào là khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/checking_row.py" />
   <source>Checking {what}</source>
   <translation>Đang kiểm tra {what}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/checking_row.py" />
   <source>Checking {what}…</source>
   <translation>Đang kiểm tra {what}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/checking_row.py" />
   <source>Signed in. Saving…</source>
   <translation>Đã đăng nhập. Đang lưu…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>8 letters or numbers. Spaces and dashes are fine.</source>
   <translation>8 chữ cái hoặc chữ số. Có thể có dấu cách và gạch nối.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>A pairing code has 8 letters or numbers.</source>
   <translation>Mã ghép nối có 8 chữ cái hoặc chữ số.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>Checking your code.</source>
   <translation>Đang kiểm tra mã của anh chị.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>No, try another code</source>
   <translation>Không, thử mã khác</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>Pairing code</source>
   <translation>Mã ghép nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>Pairing code, 8 letters or numbers</source>
   <translation>Mã ghép nối, 8 chữ cái hoặc chữ số</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>Paste</source>
   <translation>Dán</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/code_form.py" />
   <source>your code</source>
   <translation>mã của anh chị</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Choose the time zone of the practice first.</source>
   <translation>Trước hết hãy chọn múi giờ của phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Connected to</source>
   <translation>Đã kết nối với</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Is this your practice?</source>
   <translation>Đây có phải phòng khám của anh chị không?</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <location filename="../../app/ui/connections/setup/keys_form.py" />
   <source>No, change the details</source>
   <translation>Không, sửa thông tin</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Time zone of the practice: appointment times are read in it</source>
   <translation>Múi giờ của phòng khám: giờ hẹn được đọc theo múi giờ này</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>Yes, continue</source>
   <translation>Đúng, tiếp tục</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/confirm_panel.py" />
   <source>{city} time.</source>
   <translation>Giờ {city}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/entry.py" />
   <source>{field} is missing.</source>
   <translation>Thiếu {field}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/entry_kinds.py" />
   <source>Hide</source>
   <translation>Ẩn</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/entry_kinds.py" />
   <source>Hide {field}</source>
   <translation>Ẩn {field}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/entry_kinds.py" />
   <source>Show {field}</source>
   <translation>Hiện {field}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <source>Patient</source>
   <translation>Bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <source>Today's first list, {counts}</source>
   <translation>Danh sách đầu tiên của hôm nay, {counts}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/first_list.py" />
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Type</source>
   <translation>Loại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Check</source>
   <translation>Kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Check today's list</source>
   <translation>Kiểm tra danh sách hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Choose your practice software</source>
   <translation>Chọn phần mềm phòng khám của anh chị</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <location filename="../../app/ui/connections/setup/sign_in_form.py" />
   <location filename="../../app/ui/today/states.py" />
   <source>Connect</source>
   <translation>Kết nối</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Connect to {system}</source>
   <translation>Kết nối với {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>People in {system}</source>
   <translation>Người trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/flow.py" />
   <source>Step {number} of {count}: {step}</source>
   <translation>Bước {number} trên {count}: {step}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/keys_form.py" />
   <source>Checking your sign-in.</source>
   <translation>Đang kiểm tra thông tin đăng nhập.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/keys_form.py" />
   <source>your sign-in</source>
   <translation>thông tin đăng nhập</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/refusals.py" />
   <source>New code help</source>
   <translation>Cách lấy mã mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/refusals.py" />
   <source>Open that connection</source>
   <translation>Mở kết nối đó</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/refusals.py" />
   <source>Use the other account</source>
   <translation>Dùng tài khoản kia</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/refusals.py" />
   <source>Use this practice's existing connection</source>
   <translation>Dùng kết nối sẵn có của phòng khám này</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/refusals.py" />
   <source>You need internet for this step. We'll keep your place. (NET-01)</source>
   <translation>Bước này cần internet. Chúng tôi giữ nguyên chỗ của anh chị. (NET-01)</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Checking today's list</source>
   <translation>Đang kiểm tra danh sách hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Fetching today's list from {system}…</source>
   <translation>Đang lấy danh sách hôm nay từ {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Finish</source>
   <translation>Hoàn tất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Progress of the first check</source>
   <translation>Tiến độ của lần kiểm tra đầu tiên</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Tab goes to Cancel</source>
   <translation>Tab chuyển đến Hủy</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>The check was cancelled. Nothing you chose is lost.</source>
   <translation>Lần kiểm tra đã bị hủy. Không mất lựa chọn nào của anh chị.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Today's list could not be fetched yet.</source>
   <translation>Chưa lấy được danh sách hôm nay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_check.py" />
   <source>Today's list is still being fetched.</source>
   <translation>Vẫn đang lấy danh sách hôm nay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_choose.py" />
   <source>Connect {system}</source>
   <translation>Kết nối {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_choose.py" />
   <source>Then it takes about five minutes.</source>
   <translation>Sau đó mất khoảng năm phút.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_choose.py" />
   <source>Which practice software holds your appointments? Nothing in it will be changed.</source>
   <translation>Phần mềm phòng khám nào giữ lịch hẹn của anh chị? Không có gì trong đó bị thay đổi.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_choose.py" />
   <source>You need a pairing code from your practice. It takes about five minutes.</source>
   <translation>Anh chị cần mã ghép nối của phòng khám. Mất khoảng năm phút.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_connect.py" />
   <source>Connected to {name}. {question}</source>
   <translation>Đã kết nối với {name}. {question}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_connect.py" />
   <source>How to get a new code:</source>
   <translation>Cách lấy mã mới:</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_connect.py" />
   <source>Keys stay in this PC's password store.</source>
   <translation>Khóa nằm trong kho mật khẩu của máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_connect.py" />
   <source>RunSheet only reads: nothing in {system} changes.</source>
   <translation>RunSheet chỉ đọc: không có gì trong {system} thay đổi.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/step_connect.py" />
   <source>The code links the whole practice, not one person.</source>
   <translation>Mã này liên kết cả phòng khám, không phải một người.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/wizard.py" />
   <location filename="../../app/ui/help/window.py" />
   <location filename="../../app/ui/start/form.py" />
   <source>Back</source>
   <translation>Quay lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/wizard.py" />
   <source>Next</source>
   <translation>Tiếp</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/wizard.py" />
   <source>Not now</source>
   <translation>Để sau</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/wizard.py" />
   <source>Save and finish later</source>
   <translation>Lưu và làm tiếp sau</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/setup/wizard.py" />
   <source>{key} or {other_key}</source>
   <translation>{key} hoặc {other_key}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>black</source>
   <translation>đen</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>blue</source>
   <translation>xanh dương</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>blue-grey</source>
   <translation>xanh xám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>brown</source>
   <translation>nâu</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>dark {colour}</source>
   <translation>{colour} đậm</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>green</source>
   <translation>xanh lá</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>grey</source>
   <translation>xám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>light {colour}</source>
   <translation>{colour} nhạt</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>orange</source>
   <translation>cam</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>pink</source>
   <translation>hồng</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>purple</source>
   <translation>tím</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>red</source>
   <translation>đỏ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>teal</source>
   <translation>xanh mòng két</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>teal-grey</source>
   <translation>xanh mòng két xám</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>white</source>
   <translation>trắng</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/colours.py" />
   <source>yellow</source>
   <translation>vàng</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/found_table.py" />
   <source>Override</source>
   <translation>Chọn khác</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/found_table.py" />
   <location filename="../../app/ui/connections/types/types_table.py" />
   <source>Times today</source>
   <translation>Giờ hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/found_table.py" />
   <source>Type in {system}</source>
   <translation>Loại trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/found_table.py" />
   <source>{system} says</source>
   <translation>{system} cho biết</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Asking {system} for its appointment types…</source>
   <translation>Đang hỏi {system} về các loại lịch hẹn…</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Save types</source>
   <translation>Lưu loại</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>The appointment types are still being asked for.</source>
   <translation>Vẫn đang hỏi các loại lịch hẹn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Tick the suggested types</source>
   <translation>Đánh dấu các loại được đề xuất</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Tick {n} suggested types</source>
   <extracomment>Of one: Tick {n} suggested type</extracomment>
   <translation>
    <numerusform>Đánh dấu {n} loại được đề xuất</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>Today's figures are missing; ticks can be set all the same.</source>
   <translation>Thiếu số liệu hôm nay; vẫn có thể đánh dấu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/step_types.py" />
   <source>{system} has no appointment types yet.</source>
   <translation>{system} chưa có loại lịch hẹn nào.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Found automatically</source>
   <translation>Tìm thấy tự động</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Found automatically, {n} types overridden</source>
   <extracomment>Of one: Found automatically, {n} type overridden</extracomment>
   <translation>
    <numerusform>Tìm thấy tự động, {n} loại được chọn khác</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Is not telehealth</source>
   <translation>Không phải khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Is telehealth</source>
   <translation>Là khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Not said</source>
   <translation>Không nói rõ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Not telehealth</source>
   <translation>Không phải khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Nothing will show today: none of today's appointments is telehealth.</source>
   <translation>Hôm nay sẽ không hiện gì: không lịch hẹn nào hôm nay là khám từ xa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>Nothing will show. Tick at least one type or show all appointments.</source>
   <translation>Sẽ không hiện gì. Hãy đánh dấu ít nhất một loại hoặc hiện tất cả lịch hẹn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>found automatically</source>
   <translation>tìm thấy tự động</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>looks like telehealth</source>
   <translation>có vẻ là khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>not ticked</source>
   <translation>chưa đánh dấu</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>override for {type}</source>
   <translation>chọn khác cho {type}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>ticked</source>
   <translation>đã đánh dấu</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>today at {times}</source>
   <translation>hôm nay lúc {times}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>your choice</source>
   <translation>lựa chọn của anh chị</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{choices} → {n} of today's {count} are telehealth.</source>
   <extracomment>Of one: {choices} → {n} of today's {count} is telehealth.</extracomment>
   <translation>
    <numerusform>{choices} → {n} trên {count} lịch hẹn hôm nay là khám từ xa.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{colour} in {system}</source>
   <translation>màu {colour} trong {system}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <location filename="../../app/ui/connections/types/types_grid.py" />
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>{n} minutes</source>
   <extracomment>Of one: {n} minute</extracomment>
   <translation>
    <numerusform>{n} phút</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{n} types ticked</source>
   <extracomment>Of one: {n} type ticked</extracomment>
   <translation>
    <numerusform>{n} loại đã đánh dấu</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{system} says: not said</source>
   <translation>{system} cho biết: không nói rõ</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{system} says: not telehealth</source>
   <translation>{system} cho biết: không phải khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/type_choices.py" />
   <source>{system} says: telehealth</source>
   <translation>{system} cho biết: khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/types_table.py" />
   <source>Colour in {system}</source>
   <translation>Màu trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/types_table.py" />
   <source>Suggested</source>
   <translation>Đề xuất</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/types/types_table.py" />
   <source>Tick what is telehealth</source>
   <translation>Đánh dấu loại khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/zones.py" />
   <source>Times are {city} time; this PC is on {other_city} time</source>
   <translation>Giờ là giờ {city}; máy này theo giờ {other_city}</translation>
  </message>
  <message>
   <location filename="../../app/ui/connections/zones.py" />
   <source>Times match this PC</source>
   <translation>Giờ trùng với máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/cool_down.py" />
   <source>Checked {seconds} s ago. You can check again in {left} s.</source>
   <translation>Đã kiểm tra {seconds} giây trước. Có thể kiểm tra lại sau {left} giây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/maker.py" />
   <source>Downtime pack, made {time} on {date}</source>
   <translation>Bộ dự phòng mất mạng, tạo lúc {time} ngày {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Copy password</source>
   <translation>Chép mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Downtime pack</source>
   <translation>Bộ dự phòng mất mạng</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Hide password</source>
   <translation>Ẩn mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>It opens without the internet. It names patients: close it after use.</source>
   <translation>Mở được khi không có internet. Có tên bệnh nhân: hãy đóng sau khi dùng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Open pack</source>
   <translation>Mở bộ dự phòng</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Password</source>
   <translation>Mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Password copied. The clipboard is cleared after 30 seconds.</source>
   <translation>Đã chép mật khẩu. Bộ nhớ tạm sẽ xóa sau 30 giây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Password, hidden</source>
   <translation>Mật khẩu, đang ẩn</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Password: {password}</source>
   <translation>Mật khẩu: {password}</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>RunSheet – Downtime pack</source>
   <translation>RunSheet – Bộ dự phòng mất mạng</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>Show password</source>
   <translation>Hiện mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>The PDF viewer asks for the password. Paste it: it was copied.</source>
   <translation>Trình xem PDF sẽ hỏi mật khẩu. Hãy dán vào: đã chép sẵn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>The lists of {days}, a page for each clinician. Made {made}.</source>
   <translation>Danh sách của {days}, mỗi bác sĩ một trang. Tạo {made}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/downtime/panel.py" />
   <source>no program on this PC opens PDF files. It lies in RunSheet's folder, in “downtime”.</source>
   <translation>máy này không có chương trình mở tệp PDF. Tệp nằm trong thư mục RunSheet, ở “downtime”.</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/contents.py" />
   <source>Contents of Help</source>
   <translation>Mục lục Trợ giúp</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/text.py" />
   <source>Help: {page}</source>
   <translation>Trợ giúp: {page}</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <source>Back ({key})</source>
   <translation>Quay lại ({key})</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <location filename="../../app/ui/key_map.py" />
   <source>Find</source>
   <translation>Tìm</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <source>Find in Help</source>
   <translation>Tìm trong Trợ giúp</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <location filename="../../app/ui/tray/entries.py" />
   <source>Help</source>
   <translation>Trợ giúp</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <source>Nothing found</source>
   <translation>Không tìm thấy</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <source>RunSheet shows {code} at the moment.</source>
   <translation>RunSheet đang hiện {code}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <location filename="../../app/ui/window/paged_window.py" />
   <source>RunSheet – {page}</source>
   <translation>RunSheet – {page}</translation>
  </message>
  <message>
   <location filename="../../app/ui/help/window.py" />
   <source>What {code} means</source>
   <translation>{code} nghĩa là gì</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/help/window.py" />
   <source>{n} sections found</source>
   <extracomment>Of one: {n} section found</extracomment>
   <translation>
    <numerusform>tìm thấy {n} mục</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Add a row, for a walk-in</source>
   <translation>Thêm dòng cho khách không hẹn</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Back and on (while setting up)</source>
   <translation>Lùi và tiếp (khi thiết lập)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Book this visit in a CRM (on the board)</source>
   <translation>Đặt hẹn lần khám này trong CRM (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Book, or save a note or a row, from anywhere in it</source>
   <translation>Đặt hẹn, hoặc lưu ghi chú hay dòng, từ bất cứ đâu trong đó</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Check identity (on the board)</source>
   <translation>Xác minh danh tính (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Close the details</source>
   <translation>Đóng chi tiết</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Copy a check as text (in Sync history)</source>
   <translation>Chép một lần kiểm tra dạng chữ (trong Lịch sử đồng bộ)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Copy the phone number (on the board)</source>
   <translation>Chép số điện thoại (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Details of the card</source>
   <translation>Chi tiết của thẻ</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Go to a column</source>
   <translation>Đến một cột</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Go to a page</source>
   <translation>Đến một trang</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Go to the newest message; Esc dismisses it</source>
   <translation>Đến thông báo mới nhất; Esc để bỏ qua</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Help with what you are at</source>
   <translation>Trợ giúp về chỗ đang làm</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Hide or show names</source>
   <translation>Ẩn hoặc hiện tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Larger or smaller text</source>
   <translation>Chữ lớn hơn hoặc nhỏ hơn</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Lock RunSheet</source>
   <translation>Khóa RunSheet</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Mark a move as seen (on the board)</source>
   <translation>Đánh dấu đã xem việc dời (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>New booking</source>
   <translation>Lượt đặt hẹn mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Next change since you last looked (on the board)</source>
   <translation>Thay đổi tiếp theo từ lần xem trước (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Next part of the window, the one before</source>
   <translation>Phần kế của cửa sổ, phần trước</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Preview (in the support export)</source>
   <translation>Xem trước (trong gói hỗ trợ)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Print this list (on the board)</source>
   <translation>In danh sách này (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <location filename="../../app/ui/start/page.py" />
   <location filename="../../app/ui/start/receipt.py" />
   <location filename="../../app/ui/window/closing.py" />
   <source>Quit</source>
   <translation>Thoát</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Save, or go on (while setting up, and in the support export)</source>
   <translation>Lưu, hoặc tiếp (khi thiết lập, và trong gói hỗ trợ)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Send a report (in Reports)</source>
   <translation>Gửi báo cáo (trong Báo cáo)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Show or hide cancelled</source>
   <translation>Hiện hoặc ẩn đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <location filename="../../app/ui/window/pages.py" />
   <source>Support export</source>
   <translation>Gói hỗ trợ</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Support export of a check (in Sync history)</source>
   <translation>Gói hỗ trợ của một lần kiểm tra (trong Lịch sử đồng bộ)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Sync this clinician only (on the board)</source>
   <translation>Chỉ đồng bộ bác sĩ này (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Sync this one (on a connection's card, in its details)</source>
   <translation>Đồng bộ kết nối này (trên thẻ kết nối, trong chi tiết)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Telehealth only</source>
   <translation>Chỉ khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Text at 100 %</source>
   <translation>Chữ 100 %</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>The day after</source>
   <translation>Ngày sau</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>The day before (in Help: back)</source>
   <translation>Ngày trước (trong Trợ giúp: quay lại)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>The next place found in Help, the one before</source>
   <translation>Chỗ tìm thấy tiếp theo trong Trợ giúp, chỗ trước</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Today (on the board)</source>
   <translation>Hôm nay (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Try again what failed (in Sync history)</source>
   <translation>Thử lại phần thất bại (trong Lịch sử đồng bộ)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Undo a setting</source>
   <translation>Hoàn tác cài đặt</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>Write a note (on the board)</source>
   <translation>Viết ghi chú (trên bảng)</translation>
  </message>
  <message>
   <location filename="../../app/ui/key_map.py" />
   <source>{key} to 9</source>
   <translation>{key} đến 9</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/window.py" />
   <source>It goes on checking.</source>
   <translation>Vẫn tiếp tục kiểm tra.</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/window.py" />
   <source>RunSheet is locked</source>
   <translation>RunSheet đang khóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/window.py" />
   <source>RunSheet – Locked</source>
   <translation>RunSheet – Đã khóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/window.py" />
   <source>Unlock</source>
   <translation>Mở khóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/words.py" />
   <source>Nothing: the password store of this PC has lost the PIN</source>
   <translation>Không có gì: kho mật khẩu của máy này đã mất mã PIN</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/words.py" />
   <source>Opens with a PIN</source>
   <translation>Mở bằng mã PIN</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/words.py" />
   <source>Opens with the password of {person} on this PC</source>
   <translation>Mở bằng mật khẩu của {person} trên máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/words.py" />
   <source>PIN</source>
   <translation>PIN</translation>
  </message>
  <message>
   <location filename="../../app/ui/lock/words.py" />
   <source>Password of {person} on this PC</source>
   <translation>Mật khẩu của {person} trên máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/desktop.py" />
   <location filename="../../app/ui/tray/entries.py" />
   <source>Open RunSheet</source>
   <translation>Mở RunSheet</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/rules.py" />
   <source>Back online. Today's list is up to date, checked {time}.</source>
   <translation>Đã có mạng lại. Danh sách hôm nay mới nhất, kiểm tra {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/rules.py" />
   <source>The pause is over. RunSheet checks {names} again.</source>
   <translation>Hết tạm dừng. RunSheet kiểm tra lại {names}.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/notify/rules.py" />
   <source>{n} bookings aren't confirmed yet. Open Bookings.</source>
   <extracomment>Of one: {n} booking isn't confirmed yet. Open Bookings.</extracomment>
   <translation>
    <numerusform>{n} lượt đặt hẹn chưa được xác nhận. Hãy mở Đặt hẹn.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/notify/rules.py" />
   <source>{n} changes to today's list.</source>
   <extracomment>Of one: {n} change to today's list.</extracomment>
   <translation>
    <numerusform>{n} thay đổi trong danh sách hôm nay.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>No internet.</source>
   <translation>Không có internet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>No internet. Showing the list from {time}.</source>
   <translation>Không có internet. Đang hiện danh sách lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>RunSheet couldn't read the list from this PC.</source>
   <translation>RunSheet không đọc được danh sách từ máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>The last good check was {time}.</source>
   <translation>Lần kiểm tra tốt gần nhất: {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>Today's list is from {time}.</source>
   <translation>Danh sách hôm nay lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>Today's list is out of date.</source>
   <translation>Danh sách hôm nay đã cũ.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>{systems} columns are out of date.</source>
   <translation>Các cột {systems} đã cũ.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>{systems} could only be read in part. Open Today.</source>
   <translation>Chỉ đọc được một phần {systems}. Hãy mở Hôm nay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>{systems} need you to sign in again</source>
   <translation>{systems} cần đăng nhập lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>{systems} no longer list this practice</source>
   <translation>{systems} không còn ghi phòng khám này</translation>
  </message>
  <message>
   <location filename="../../app/ui/notify/words.py" />
   <source>{system}'s</source>
   <translation>của {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <source>Hide names, phones and dates of birth</source>
   <translation>Ẩn tên, điện thoại và ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <source>Privacy</source>
   <translation>Riêng tư</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <location filename="../../app/ui/today/details.py" />
   <source>Privacy on</source>
   <translation>Đang bật riêng tư</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <source>Privacy on, names are hidden</source>
   <translation>Đang bật riêng tư, tên được ẩn</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <source>Privacy, hide names</source>
   <translation>Riêng tư, ẩn tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/button.py" />
   <source>Show names again</source>
   <translation>Hiện lại tên</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/cover.py" />
   <source>Privacy on. {practice}, {time}</source>
   <translation>Đang bật riêng tư. {practice}, {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/cover.py" />
   <source>The list is hidden. {key} shows it again.</source>
   <translation>Danh sách đang ẩn. {key} để hiện lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/words.py" />
   <source>Privacy off.</source>
   <translation>Đã tắt riêng tư.</translation>
  </message>
  <message>
   <location filename="../../app/ui/privacy/words.py" />
   <source>Privacy on. Names are hidden.</source>
   <translation>Đã bật riêng tư. Tên được ẩn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <source>I have kept it</source>
   <translation>Tôi đã cất</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <source>Print</source>
   <translation>In</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <source>Printed on {printer}. Keep it away from this PC.</source>
   <translation>Đã in trên {printer}. Hãy cất xa máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <source>Recovery code: {code}</source>
   <translation>Mã khôi phục: {code}</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <location filename="../../app/ui/window/desk_sign.py" />
   <source>This PC</source>
   <translation>Máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_box.py" />
   <source>This PC has no printer. Write the code down.</source>
   <translation>Máy này không có máy in. Hãy chép mã ra.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_paper.py" />
   <source>If RunSheet can't open its data on this PC, choose Enter the recovery code and type the 26 letters and digits.</source>
   <translation>Nếu RunSheet không mở được dữ liệu trên máy này, hãy chọn Nhập mã khôi phục và gõ 26 chữ và số.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/code_paper.py" />
   <source>RunSheet – recovery code</source>
   <translation>RunSheet – mã khôi phục</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>26 letters and digits to write down or print, shown once.</source>
   <translation>26 chữ và số để chép hoặc in, chỉ hiện một lần.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>Made on {date:%d %B %Y}.</source>
   <translation>Tạo ngày {date:%d %B %Y}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>Make a recovery code</source>
   <translation>Tạo mã khôi phục</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>Make the code</source>
   <translation>Tạo mã</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>Opens the data when this PC has lost their key.</source>
   <translation>Mở dữ liệu khi máy này mất khóa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <location filename="../../app/ui/start/ways.py" />
   <source>Recovery code</source>
   <translation>Mã khôi phục</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>The code before opens nothing then.</source>
   <translation>Khi đó mã cũ không mở được gì nữa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/security/recovery.py" />
   <source>There is none yet.</source>
   <translation>Chưa có.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>Ask whoever looks after this PC for an encrypted disk.</source>
   <translation>Hãy nhờ người quản lý máy này mã hóa đĩa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>Open folder</source>
   <translation>Mở thư mục</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>Switch on BitLocker or device encryption in Windows' settings.</source>
   <translation>Hãy bật BitLocker hoặc mã hóa thiết bị trong cài đặt Windows.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>Switch on FileVault in System Settings, Privacy &amp; Security.</source>
   <translation>Hãy bật FileVault trong System Settings, Privacy &amp; Security.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>This PC's disk is not encrypted. RunSheet's own data are; files that were saved or printed, and other programs', are not. {advice}</source>
   <translation>Đĩa của máy này chưa mã hóa. Dữ liệu RunSheet thì đã mã hóa; tệp đã lưu hoặc in, và của chương trình khác thì chưa. {advice}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>Where files are</source>
   <translation>Vị trí tệp</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/folder_row.py" />
   <source>{folder}. The list is encrypted.</source>
   <translation>{folder}. Danh sách được mã hóa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Also with Ctrl and + or −.</source>
   <translation>Cũng dùng Ctrl với + hoặc −.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>As this PC</source>
   <translation>Như máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Dark</source>
   <translation>Tối</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>General</source>
   <translation>Chung</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>High contrast</source>
   <translation>Tương phản cao</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Keep checking when the window is closed</source>
   <translation>Tiếp tục kiểm tra khi đóng cửa sổ</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Language</source>
   <translation>Ngôn ngữ</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Light</source>
   <translation>Sáng</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Light, dark, without fills, or as this PC is set.</source>
   <translation>Sáng, tối, không tô nền, hoặc theo máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Look</source>
   <translation>Giao diện</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Of the window; exports and logs stay in English. In force at the next start.</source>
   <translation>Của cửa sổ; tệp xuất và nhật ký vẫn là tiếng Anh. Có hiệu lực từ lần mở sau.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>RunSheet stays beside the clock and keeps the list up to date.</source>
   <translation>RunSheet ở cạnh đồng hồ và giữ danh sách luôn mới.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <source>Text size</source>
   <translation>Cỡ chữ</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <location filename="../../app/ui/settings/groups/updates.py" />
   <source>off</source>
   <translation>tắt</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/general.py" />
   <location filename="../../app/ui/settings/groups/updates.py" />
   <source>on</source>
   <translation>bật</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/updates.py" />
   <source>Look for newer versions</source>
   <translation>Tìm phiên bản mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/updates.py" />
   <source>Once a day. Nothing about this practice or this PC is sent, and nothing is installed.</source>
   <translation>Mỗi ngày một lần. Không gửi gì về phòng khám hay máy này, và không cài gì.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/groups/updates.py" />
   <source>Updates</source>
   <translation>Cập nhật</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>A damaged file, and the data before a backup was put back, stay as long as past days do. Data that nobody could open stay a year: their key may turn up.</source>
   <translation>Tệp hỏng và dữ liệu trước khi khôi phục được giữ lâu như các ngày đã qua. Dữ liệu không ai mở được giữ một năm: có thể tìm lại được khóa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Nothing is.</source>
   <translation>Không có gì.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Put aside</source>
   <translation>Cất riêng</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Remove it for good</source>
   <translation>Xóa hẳn</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Remove it for good: {what}</source>
   <translation>Xóa hẳn: {what}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Removed.</source>
   <translation>Đã xóa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Remove…</source>
   <translation>Xóa…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>Remove… {what}</source>
   <translation>Xóa… {what}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/put_aside_row.py" />
   <source>{name}, {size}, put aside on {day}. It goes by itself on {end}.</source>
   <translation>{name}, {size}, cất riêng ngày {day}. Tự xóa ngày {end}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>On</source>
   <translation>Bật</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>Reset</source>
   <translation>Đặt lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>Reset {setting} to {value}</source>
   <translation>Đặt lại {setting} thành {value}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/row.py" />
   <source>{hint} Default: {value}.</source>
   <translation>{hint} Mặc định: {value}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_row.py" />
   <source>Look now</source>
   <translation>Tìm ngay</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_row.py" />
   <source>Newer versions</source>
   <translation>Phiên bản mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_row.py" />
   <source>Open its page</source>
   <translation>Mở trang</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_row.py" />
   <source>RunSheet only tells you of them. You or your IT install them.</source>
   <translation>RunSheet chỉ báo. Anh chị hoặc CNTT sẽ cài.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>Not asked yet.</source>
   <translation>Chưa hỏi.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>RunSheet {version} is ready.</source>
   <translation>RunSheet {version} đã sẵn sàng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>RunSheet {version} is ready. It mends a weakness: please install it soon.</source>
   <translation>RunSheet {version} đã sẵn sàng. Bản này vá một lỗ hổng: xin cài sớm.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>Switched off.</source>
   <translation>Đã tắt.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last answer was no notice of ours, or was cut short.</source>
   <translation>Câu trả lời cuối không phải thông báo của chúng tôi, hoặc bị cắt.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last notice was not signed by us, and was not believed.</source>
   <translation>Thông báo cuối không do chúng tôi ký nên không được tin.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last notice was not signed, and was not believed.</source>
   <translation>Thông báo cuối không được ký nên không được tin.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last notice was of another program.</source>
   <translation>Thông báo cuối là của chương trình khác.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last notice was older than one before it, and was not believed.</source>
   <translation>Thông báo cuối cũ hơn cái trước nên không được tin.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>The last notice was too old to be believed.</source>
   <translation>Thông báo cuối quá cũ để tin.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>This RunSheet was built without an address to ask, so it asks nobody. Whoever gave it to you tells you of newer ones.</source>
   <translation>Bản RunSheet này không có địa chỉ để hỏi nên không hỏi ai. Người đưa bản này sẽ báo bản mới.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>This is the newest version.</source>
   <translation>Đây là phiên bản mới nhất.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/update_words.py" />
   <source>Your IT has switched this off for this PC.</source>
   <translation>CNTT đã tắt mục này trên máy này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/page.py" />
   <source>RunSheet can't start.</source>
   <translation>RunSheet không khởi động được.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/page.py" />
   <source>RunSheet is locked.</source>
   <translation>RunSheet đang khóa.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/receipt.py" />
   <source>Not everything was removed yet.</source>
   <translation>Chưa gỡ hết mọi thứ.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/receipt.py" />
   <source>Removing RunSheet's data from this PC…</source>
   <translation>Đang gỡ dữ liệu RunSheet khỏi máy này…</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/receipt.py" />
   <source>RunSheet – Removed from this PC</source>
   <translation>RunSheet – Đã gỡ khỏi máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/receipt.py" />
   <source>Save receipt</source>
   <translation>Lưu biên nhận</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/starting.py" />
   <source>Opening takes longer than usual. If another window asks for the password of this PC's password store, answer it there.</source>
   <translation>Mở lâu hơn thường lệ. Nếu có cửa sổ khác hỏi mật khẩu của kho mật khẩu, hãy trả lời ở đó.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Begins a new sheet from the practice system. The data that don't open are kept.</source>
   <translation>Bắt đầu bảng mới từ phần mềm phòng khám. Dữ liệu không mở được vẫn giữ lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Enter the recovery code</source>
   <translation>Nhập mã khôi phục</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Four words or more that nobody guesses. Without it nobody can open the data, so make a recovery code afterwards (Settings, Security).</source>
   <translation>Bốn từ trở lên mà không ai đoán được. Không có nó thì không ai mở được dữ liệu, nên sau đó hãy tạo mã khôi phục (Cài đặt, Bảo mật).</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>It was checked and is whole: {contents}.</source>
   <translation>Đã kiểm tra và còn nguyên vẹn: {contents}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>New passphrase</source>
   <translation>Cụm mật khẩu mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Open</source>
   <translation>Mở</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Passphrase</source>
   <translation>Cụm mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Restore the backup of {date}</source>
   <translation>Khôi phục bản sao lưu ngày {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>RunSheet asks for it at every start. The data are encrypted with it.</source>
   <translation>RunSheet hỏi nó mỗi lần mở. Dữ liệu được mã hóa bằng nó.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Start fresh</source>
   <translation>Bắt đầu mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>The 26 letters and digits that were printed or written down. Nothing is lost.</source>
   <translation>26 chữ và số đã in hoặc chép lại. Không mất gì.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>The damaged file is kept under another name as long as past days are.</source>
   <translation>Tệp hỏng được giữ dưới tên khác lâu như các ngày đã qua.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>The data that don't open move into a folder of their own and are kept for a year: with their key or recovery code they open from there.</source>
   <translation>Dữ liệu không mở được chuyển vào thư mục riêng và giữ một năm: có khóa hoặc mã khôi phục thì mở được từ đó.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>The passphrase was chosen on this PC when RunSheet was set up.</source>
   <translation>Cụm mật khẩu được chọn trên máy này khi cài RunSheet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>The same again</source>
   <translation>Nhập lại lần nữa</translation>
  </message>
  <message>
   <location filename="../../app/ui/start/ways.py" />
   <source>Use a passphrase</source>
   <translation>Dùng cụm mật khẩu</translation>
  </message>
  <message>
   <location filename="../../app/ui/sync_control.py" />
   <source>No connection is switched on. Connections says which are off.</source>
   <translation>Chưa bật kết nối nào. Trang Kết nối cho biết cái nào đang tắt.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/card_menu.py" />
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Book in CRM…</source>
   <translation>Đặt hẹn trong CRM…</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/card_menu.py" />
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Check identity</source>
   <translation>Xác minh danh tính</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/card_menu.py" />
   <source>Copy phone number</source>
   <translation>Chép số điện thoại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/card_menu.py" />
   <source>Write a note</source>
   <translation>Viết ghi chú</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>! No phone number</source>
   <translation>! Không có số điện thoại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Cancelled in {system} {time}</source>
   <translation>Đã hủy trong {system} {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Cancelled in {system}, seen {time}</source>
   <translation>Đã hủy trong {system}, thấy lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Cancelled only in this app</source>
   <translation>Chỉ hủy trong ứng dụng này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Moved from {place}</source>
   <translation>Dời từ {place}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Moved to {place}</source>
   <translation>Dời sang {place}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>No longer checked</source>
   <translation>Không còn kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>No longer in {system} · seen {time}</source>
   <translation>Không còn trong {system} · thấy lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <source>Phone</source>
   <translation>Điện thoại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Seen {time}</source>
   <translation>Thấy lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>Since {time}</source>
   <translation>Từ {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>To {place}</source>
   <translation>Sang {place}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>in person</source>
   <translation>khám trực tiếp</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <source>somebody not shown here</source>
   <translation>người không hiện ở đây</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/cards.py" />
   <source>waiting {n} minutes</source>
   <extracomment>Of one: waiting {n} minute</extracomment>
   <translation>
    <numerusform>đã chờ {n} phút</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/cards.py" />
   <source>waiting {n} minutes, a long wait</source>
   <extracomment>Of one: waiting {n} minute, a long wait</extracomment>
   <translation>
    <numerusform>đã chờ {n} phút, chờ lâu</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>{date}, {time}, to {person}</source>
   <translation>{date}, {time}, sang {person}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>✎ Only here</source>
   <translation>✎ Chỉ ở đây</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/cards.py" />
   <source>⧉ Duplicate?</source>
   <translation>⧉ Trùng?</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/changes.py" />
   <source>{count} gone</source>
   <translation>{count} đã mất</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/changes.py" />
   <source>{count} no longer on the list</source>
   <translation>{count} không còn trong danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_deeds.py" />
   <source>Hidden on this PC. “All clinicians” shows it again.</source>
   <translation>Đã ẩn trên máy này. “Tất cả bác sĩ” sẽ hiện lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_deeds.py" />
   <source>No connected system fills this column.</source>
   <translation>Không có hệ thống nào đã kết nối điền cột này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_deeds.py" />
   <source>The last column stays.</source>
   <translation>Cột cuối cùng phải ở lại.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_menu.py" />
   <source>Hide on this PC</source>
   <translation>Ẩn trên máy này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_menu.py" />
   <source>More for {clinician}</source>
   <translation>Thêm cho {clinician}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_menu.py" />
   <source>Print, sync or hide this list</source>
   <translation>In, đồng bộ hoặc ẩn danh sách này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/column_menu.py" />
   <source>Sync this clinician</source>
   <translation>Đồng bộ bác sĩ này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>! {systems} were removed, the last on {date}</source>
   <translation>! {systems} đã bị gỡ, lần cuối ngày {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>! {system} was removed on {date}</source>
   <translation>! {system} đã bị gỡ ngày {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>No appointments.</source>
   <translation>Không có lịch hẹn.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>Nothing matches the filters.</source>
   <translation>Không có gì khớp bộ lọc.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <source>Only in this app</source>
   <translation>Chỉ trong ứng dụng này</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/content.py" />
   <source>Run sheet for {clinician}, {n} appointments, {checked}</source>
   <extracomment>Of one: Run sheet for {clinician}, {n} appointment, {checked}</extracomment>
   <translation>
    <numerusform>Bảng hẹn của {clinician}, {n} lịch hẹn, {checked}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>checked at {time}</source>
   <translation>kiểm tra lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>no longer checked</source>
   <translation>không còn kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/content.py" />
   <source>only in this app</source>
   <translation>chỉ trong ứng dụng này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>By {person}, only in this app</source>
   <translation>Bởi {person}, chỉ trong ứng dụng này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <location filename="../../app/ui/today/row_delegate.py" />
   <source>Clinician</source>
   <translation>Bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Date of birth</source>
   <translation>Ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>E-mail</source>
   <translation>E-mail</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Enter on the card shows who it is, so does holding it with the mouse.</source>
   <translation>Nhấn Enter trên thẻ để xem là ai, hoặc giữ chuột trên thẻ.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Entered</source>
   <translation>Đã nhập</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>From</source>
   <translation>Từ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>From {system}</source>
   <translation>Từ {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>In person</source>
   <translation>Khám trực tiếp</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Notes</source>
   <translation>Ghi chú</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Patient's link</source>
   <translation>Liên kết của bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>Waiting</source>
   <translation>Đang chờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>What happened</source>
   <translation>Đã xảy ra</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/row_delegate.py" />
   <source>Where</source>
   <translation>Ở đâu</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <location filename="../../app/ui/today/details_pane.py" />
   <source>telehealth link</source>
   <translation>liên kết khám từ xa</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>{length}, since RunSheet first saw it at {time}</source>
   <translation>{length}, từ khi RunSheet thấy lần đầu lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>{length}, since {time}</source>
   <translation>{length}, từ {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>{start} to {end}, {date}</source>
   <translation>{start} đến {end}, {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>{system}, which was removed on {date}. No longer checked.</source>
   <translation>{system}, đã gỡ ngày {date}. Không còn kiểm tra.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>≈ Similar name</source>
   <translation>≈ Tên gần giống</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details.py" />
   <source>⧉ Perhaps twice</source>
   <translation>⧉ Có thể trùng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details_pane.py" />
   <source>Phone number copied. The clipboard is cleared after 30 seconds.</source>
   <translation>Đã chép số điện thoại. Bộ nhớ tạm sẽ xóa sau 30 giây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details_pane.py" />
   <source>Privacy is on. Open this row with Enter, then copy the {fact}.</source>
   <translation>Đang bật riêng tư. Mở dòng này bằng Enter rồi chép {fact}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details_pane.py" />
   <source>Telehealth link copied. The clipboard is cleared after 30 seconds.</source>
   <translation>Đã chép liên kết khám từ xa. Bộ nhớ tạm sẽ xóa sau 30 giây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details_pane.py" />
   <source>There is no phone number to copy.</source>
   <translation>Không có số điện thoại để chép.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/details_pane.py" />
   <source>There is no telehealth link to copy.</source>
   <translation>Không có liên kết khám từ xa để chép.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>Close details</source>
   <translation>Đóng chi tiết</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>Copy</source>
   <translation>Chép</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>Copy {copies}</source>
   <translation>Chép {copies}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>Go to the history</source>
   <translation>Đến lịch sử</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>History</source>
   <translation>Lịch sử</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/drawer.py" />
   <source>Mark as seen</source>
   <translation>Đánh dấu đã xem</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/adding.py" />
   <source>Add a row</source>
   <translation>Thêm dòng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/adding.py" />
   <source>{date}. Only in this app: no practice system is told.</source>
   <translation>{date}. Chỉ trong ứng dụng này: không báo cho phần mềm phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/changing.py" />
   <source>This row changed while you wrote. Nothing is saved yet.</source>
   <translation>Dòng này thay đổi trong lúc anh chị viết. Chưa lưu gì.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/changing.py" />
   <source>it is being changed all the time</source>
   <translation>nó liên tục bị thay đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/choice.py" />
   <source>Both</source>
   <translation>Cả hai</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/choice.py" />
   <source>Keep mine</source>
   <translation>Giữ của tôi</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/choice.py" />
   <source>Tab goes to the choices</source>
   <translation>Nhấn Tab để đến các lựa chọn</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/choice.py" />
   <source>Use theirs</source>
   <translation>Dùng của họ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/desk_edits.py" />
   <source>Row added.</source>
   <translation>Đã thêm dòng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/desk_edits.py" />
   <source>Row removed.</source>
   <translation>Đã bỏ dòng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/desk_edits.py" />
   <source>Rows joined.</source>
   <translation>Đã gộp dòng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/desk_edits.py" />
   <source>Same as {name}, {time}, in {system}?</source>
   <translation>Giống {name}, {time}, trong {system}?</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/desk_edits.py" />
   <source>the system</source>
   <translation>hệ thống</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <location filename="../../app/ui/today/header.py" />
   <source>Add row</source>
   <translation>Thêm dòng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Length in minutes</source>
   <translation>Thời lượng (phút)</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Name of the new column</source>
   <translation>Tên cột mới</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>New column…</source>
   <translation>Cột mới…</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Note</source>
   <translation>Ghi chú</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>That isn't a time. Write it as 9:30 am.</source>
   <translation>Đó không phải giờ. Hãy viết như 9:30 am.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>The length is a number of minutes.</source>
   <translation>Thời lượng là số phút.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>The new column needs a name.</source>
   <translation>Cột mới cần có tên.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Time, such as 9:30 am</source>
   <translation>Giờ, ví dụ 9:30 am</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form.py" />
   <source>Type, such as Dressing</source>
   <translation>Loại, ví dụ Thay băng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form_pane.py" />
   <source>Change {name}</source>
   <translation>Sửa {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/form_pane.py" />
   <source>This row can't be changed here.</source>
   <translation>Không sửa được dòng này ở đây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/held_notes.py" />
   <source>A note that you wrote is not saved: {person} changed it meanwhile.</source>
   <translation>Ghi chú anh chị viết chưa được lưu: {person} vừa sửa nó.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/note_box.py" />
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Note, only in this app</source>
   <translation>Ghi chú, chỉ trong ứng dụng này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/note_box.py" />
   <source>Write a note. It stays in this app.</source>
   <translation>Viết ghi chú. Nó chỉ ở trong ứng dụng này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/notes.py" />
   <source>Note saved. It stays in this app.</source>
   <translation>Đã lưu ghi chú. Nó chỉ ở trong ứng dụng này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/notes.py" />
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>Somebody</source>
   <translation>Ai đó</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/notes.py" />
   <source>Yours is below and is not saved yet.</source>
   <translation>Bản của anh chị ở dưới và chưa được lưu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/notes.py" />
   <source>{person} has changed the note to:</source>
   <translation>{person} đã sửa ghi chú thành:</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/notes.py" />
   <source>{person} took the note away meanwhile.</source>
   <translation>{person} vừa xóa ghi chú.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>You wrote {mine}.</source>
   <translation>Anh chị viết {mine}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/row_change.py" />
   <location filename="../../app/ui/today/edit/words.py" />
   <source>no number</source>
   <translation>không có số</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>no type</source>
   <translation>không có loại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/row_change.py" />
   <source>{person} changed the {fact} to {theirs}.</source>
   <translation>{person} đã đổi {fact} thành {theirs}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Change…</source>
   <translation>Sửa…</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Join</source>
   <translation>Gộp</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Keep both</source>
   <translation>Giữ cả hai</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Keep theirs</source>
   <translation>Giữ của họ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Keep theirs, {text}</source>
   <translation>Giữ của họ, {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Remove row</source>
   <translation>Bỏ dòng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Take back</source>
   <translation>Rút lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Take back, {text}</source>
   <translation>Rút lại, {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>This row goes; its status, phone and note stay on the other</source>
   <translation>Dòng này mất; trạng thái, điện thoại và ghi chú chuyển sang dòng kia</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Use mine again</source>
   <translation>Dùng lại của tôi</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/section.py" />
   <source>Use mine again, {text}</source>
   <translation>Dùng lại của tôi, {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>Only in this app. No practice system knows this row.</source>
   <translation>Chỉ trong ứng dụng này. Không phần mềm phòng khám nào biết dòng này.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>That was over a day ago.</source>
   <translation>Đã hơn một ngày.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>The practice system</source>
   <translation>Phần mềm phòng khám</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>The system</source>
   <translation>Hệ thống</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>You had {value}.</source>
   <translation>Anh chị đã ghi {value}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>a hidden number</source>
   <translation>một số đang ẩn</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>{person} had {value}.</source>
   <translation>{person} đã ghi {value}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>{system} cancelled this appointment. {had}</source>
   <translation>{system} đã hủy lịch hẹn này. {had}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>{system} changed this to {theirs}. {had}</source>
   <translation>{system} đã đổi thành {theirs}. {had}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>{system} keeps its own. RunSheet shows yours until {system} says something else.</source>
   <translation>{system} giữ bản của nó. RunSheet hiện bản của anh chị đến khi {system} ghi khác.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>{system} no longer has this appointment. {had}</source>
   <translation>{system} không còn lịch hẹn này. {had}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>✎ Not in {system} yet</source>
   <translation>✎ Chưa có trong {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>✎ {system} changed</source>
   <translation>✎ {system} đã đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>✎ {system} changed this</source>
   <translation>✎ {system} đã đổi mục này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/edit/words.py" />
   <source>✎ {what} {value}: only in this app, by {person}. {system} has {base}.</source>
   <translation>✎ {what} {value}: chỉ trong ứng dụng này, bởi {person}. {system} ghi {base}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>All clinicians</source>
   <translation>Tất cả bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Columns</source>
   <translation>Cột</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Columns, a column per clinician</source>
   <translation>Cột, mỗi bác sĩ một cột</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Find a patient</source>
   <translation>Tìm bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Find a patient by name, phone or date of birth</source>
   <translation>Tìm bệnh nhân theo tên, điện thoại hoặc ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Find a patient: name, phone or date of birth</source>
   <translation>Tìm bệnh nhân: tên, điện thoại hoặc ngày sinh</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>List</source>
   <translation>Danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>List, one list by time</source>
   <translation>Danh sách, một danh sách theo giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>Show cancelled</source>
   <translation>Hiện đã hủy</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>{some} of {all}</source>
   <translation>{some}/{all}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filter_bar.py" />
   <source>{some} of {all} clinicians</source>
   <translation>{some}/{all} bác sĩ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filters.py" />
   <source>the chosen clinicians</source>
   <translation>các bác sĩ đã chọn</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filters.py" />
   <source>“Cancelled hidden”</source>
   <translation>“Ẩn đã hủy”</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/filters.py" />
   <source>“Telehealth only”</source>
   <translation>“Chỉ khám từ xa”</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! connect again</source>
   <translation>! kết nối lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! couldn't check since {time}</source>
   <translation>! không kiểm tra được từ {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! couldn't check yet</source>
   <translation>! chưa kiểm tra được</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! keys missing</source>
   <translation>! thiếu khóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! last checked {time}</source>
   <translation>! kiểm tra lần cuối {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>! sign in</source>
   <translation>! đăng nhập</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Checking… {counts}</source>
   <translation>Đang kiểm tra… {counts}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Couldn't read the list · {list}</source>
   <translation>Không đọc được danh sách · {list}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Freshness: checking</source>
   <translation>Độ mới: đang kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Freshness: checking, {counts}</source>
   <translation>Độ mới: đang kiểm tra, {counts}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Freshness: {state}</source>
   <translation>Độ mới: {state}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>No internet · {list}</source>
   <translation>Không có internet · {list}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Out of date · last good check {time}</source>
   <translation>Đã cũ · kiểm tra tốt lần cuối {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Out of date · no good check yet</source>
   <translation>Đã cũ · chưa có lần kiểm tra tốt nào</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Partly updated</source>
   <translation>Cập nhật một phần</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Practice closed · next check {time}</source>
   <translation>Phòng khám đóng cửa · kiểm tra tới {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>This PC has no {system} partner keys</source>
   <translation>Máy này không có khóa đối tác {system}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>Up to date · checked {time}</source>
   <translation>Mới nhất · kiểm tra {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>a while ago</source>
   <translation>lúc trước</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>has no partner keys</source>
   <translation>không có khóa đối tác</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>needs connecting again</source>
   <translation>cần kết nối lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>needs sign-in</source>
   <translation>cần đăng nhập</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>nothing to show yet</source>
   <translation>chưa có gì để hiện</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>out of date, last good check at {time}</source>
   <translation>đã cũ, kiểm tra tốt lần cuối lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>showing {time} list</source>
   <translation>đang hiện danh sách {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>up to date, checked at {time}</source>
   <translation>mới nhất, kiểm tra lúc {time}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>{done} of {n} clinicians</source>
   <extracomment>Of one: {done} of {n} clinician</extracomment>
   <translation>
    <numerusform>{done}/{n} bác sĩ</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>{good} of {n} columns up to date</source>
   <extracomment>Of one: {good} of {n} column up to date</extracomment>
   <translation>
    <numerusform>{good}/{n} cột mới nhất</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>{system} needs you to sign in again</source>
   <translation>{system} cần đăng nhập lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>{system} no longer lists this practice</source>
   <translation>{system} không còn ghi phòng khám này</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/freshness_words.py" />
   <source>○ not checked yet</source>
   <translation>○ chưa kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Add a walk-in ({key})</source>
   <translation>Thêm khách không hẹn ({key})</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Cancel the sync</source>
   <translation>Hủy đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Next day</source>
   <translation>Ngày sau</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Previous day</source>
   <translation>Ngày trước</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Print the list ({key})</source>
   <translation>In danh sách ({key})</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Sync progress</source>
   <translation>Tiến độ đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Today — {date}</source>
   <translation>Hôm nay — {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Tomorrow — {date}</source>
   <translation>Ngày mai — {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/header.py" />
   <source>Yesterday — {date}</source>
   <translation>Hôm qua — {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>A phone or Medicare number does not identify a person.</source>
   <translation>Số điện thoại hoặc Medicare không xác minh được một người.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Address or patient number</source>
   <translation>Địa chỉ hoặc mã bệnh nhân</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Date of birth: {date}</source>
   <translation>Ngày sinh: {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Identity checked.</source>
   <translation>Đã xác minh danh tính.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Name: {name}</source>
   <translation>Tên: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>Privacy is on. Open this row with Enter, then press D.</source>
   <translation>Đang bật riêng tư. Mở dòng này bằng Enter rồi nhấn D.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>not known here</source>
   <translation>không rõ ở đây</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/identity_check.py" />
   <source>{count} of 3 confirmed</source>
   <translation>đã xác nhận {count}/3</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/left_place.py" />
   <source>Marked as seen. The appointment is at its new place only.</source>
   <translation>Đã đánh dấu đã xem. Lịch hẹn chỉ còn ở chỗ mới.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/list_pane.py" />
   <source>Run sheet by time, {n} appointments</source>
   <extracomment>Of one: Run sheet by time, {n} appointment</extracomment>
   <translation>
    <numerusform>Bảng hẹn theo giờ, {n} lịch hẹn</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/looking.py" />
   <source>Nothing else has changed since you last looked.</source>
   <translation>Không còn gì khác thay đổi từ lần xem trước.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/looking.py" />
   <source>{n} changes marked as seen.</source>
   <extracomment>Of one: {n} change marked as seen.</extracomment>
   <translation>
    <numerusform>Đã đánh dấu {n} thay đổi là đã xem.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>Also {time} with {clinician} ({system})</source>
   <translation>Cũng lúc {time} với {clinician} ({system})</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>Possible duplicate</source>
   <translation>Có thể trùng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>Similar name</source>
   <translation>Tên gần giống</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>born {date}</source>
   <translation>sinh {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>entered here</source>
   <translation>nhập tại đây</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>possible duplicate</source>
   <translation>có thể trùng</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/marks.py" />
   <source>similar name</source>
   <translation>tên gần giống</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/other_days.py" />
   <source>On other days</source>
   <translation>Vào ngày khác</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/other_days.py" />
   <source>and {count} more</source>
   <translation>và {count} nữa</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/page.py" />
   <source>The board is off. Turn privacy off ({key}), then add the row.</source>
   <translation>Bảng đang tắt. Tắt riêng tư ({key}) rồi thêm dòng.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/row_booking.py" />
   <source>Privacy is on. Open this row with Enter, then press B.</source>
   <translation>Đang bật riêng tư. Mở dòng này bằng Enter rồi nhấn B.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Checked {time}.</source>
   <translation>Kiểm tra lúc {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Choose who has a column, and today's list shows here.</source>
   <translation>Chọn người có cột, danh sách hôm nay sẽ hiện ở đây.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Clear filters</source>
   <translation>Xóa bộ lọc</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>It takes about five minutes. You need a pairing code or keys from your practice software.</source>
   <translation>Mất khoảng năm phút. Cần mã ghép hoặc khóa từ phần mềm phòng khám.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Next day with appointments: {date}</source>
   <translation>Ngày tới có lịch hẹn: {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>No appointments in {systems} for {date}.</source>
   <translation>Không có lịch hẹn trong {systems} ngày {date}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Nobody from {systems} has a column yet.</source>
   <translation>Chưa ai từ {systems} có cột.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Nobody matches {words}.</source>
   <translation>Không ai khớp {words}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Nobody matches.</source>
   <translation>Không ai khớp.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Setting up {systems} isn't finished.</source>
   <translation>Chưa thiết lập xong {systems}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>Sync now asks {systems} for the day's list.</source>
   <translation>Đồng bộ ngay sẽ hỏi {systems} danh sách của ngày.</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/states.py" />
   <source>{date} has not been checked yet.</source>
   <translation>{date} chưa được kiểm tra.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/states.py" />
   <source>{n} appointments are hidden.</source>
   <extracomment>Of one: {n} appointment is hidden.</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn đang ẩn.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/today/states.py" />
   <source>{n} appointments are not shown: only telehealth is.</source>
   <extracomment>Of one: {n} appointment is not shown: only telehealth is.</extracomment>
   <translation>
    <numerusform>{n} lịch hẹn không hiện: chỉ hiện khám từ xa.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/today/strip.py" />
   <source>Mark all changes as seen</source>
   <translation>Đánh dấu đã xem mọi thay đổi</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/strip.py" />
   <source>Show me</source>
   <translation>Cho xem</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/strip.py" />
   <source>Show me the next change</source>
   <translation>Cho xem thay đổi tiếp theo</translation>
  </message>
  <message>
   <location filename="../../app/ui/today/strip.py" />
   <source>Since you last looked: {words}</source>
   <translation>Từ lần xem trước: {words}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Connect your practice software…</source>
   <translation>Kết nối phần mềm phòng khám…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Connect {system} again…</source>
   <translation>Kết nối lại {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Finish setting up {system}…</source>
   <translation>Thiết lập xong {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>For 1 hour</source>
   <translation>Trong 1 giờ</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>For today</source>
   <translation>Trong hôm nay</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Mute notifications</source>
   <translation>Tắt thông báo</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Muted until {time}</source>
   <translation>Tắt thông báo đến {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Open downtime pack…</source>
   <translation>Mở bộ dự phòng mất mạng…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Pause</source>
   <translation>Tạm dừng</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Privacy mode</source>
   <translation>Chế độ riêng tư</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Quit RunSheet</source>
   <translation>Thoát RunSheet</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Read the list again</source>
   <translation>Đọc lại danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Resume</source>
   <translation>Tiếp tục</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Resume checking</source>
   <translation>Tiếp tục kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Settings…</source>
   <translation>Cài đặt…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Sign in to {system} again…</source>
   <translation>Đăng nhập lại {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Stop muting</source>
   <translation>Bật lại thông báo</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Sync one</source>
   <translation>Đồng bộ một</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Try again now</source>
   <translation>Thử lại ngay</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>Until tomorrow</source>
   <translation>Đến ngày mai</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/entries.py" />
   <source>{system} partner keys are missing…</source>
   <translation>Thiếu khóa đối tác {system}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>RunSheet – nothing connected yet</source>
   <translation>RunSheet – chưa kết nối gì</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>RunSheet – starting</source>
   <translation>RunSheet – đang mở</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>RunSheet – {words}</source>
   <translation>RunSheet – {words}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>checked {time}</source>
   <translation>kiểm tra {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>checking…</source>
   <translation>đang kiểm tra…</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>couldn't read the list, {list}</source>
   <translation>không đọc được danh sách, {list}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>no internet</source>
   <translation>không có internet</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>no internet, list from {time}</source>
   <translation>không có internet, danh sách lúc {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>out of date, no good check yet</source>
   <translation>đã cũ, chưa có lần kiểm tra tốt nào</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>out of date, {time}</source>
   <translation>đã cũ, {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>partly updated</source>
   <translation>cập nhật một phần</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>paused</source>
   <translation>tạm dừng</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>paused until {time}</source>
   <translation>tạm dừng đến {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>practice closed</source>
   <translation>phòng khám đóng cửa</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>sign in again</source>
   <translation>đăng nhập lại</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>up to date, {time}</source>
   <translation>mới nhất, {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <source>{count} here</source>
   <translation>{count} đã đến</translation>
  </message>
  <message>
   <location filename="../../app/ui/tray/words.py" />
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} telehealth</source>
   <translation>{count} khám từ xa</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/tray/words.py" />
   <source>{n} bookings not confirmed</source>
   <extracomment>Of one: {n} booking not confirmed</extracomment>
   <translation>
    <numerusform>{n} lượt đặt hẹn chưa xác nhận</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/web.py" />
   <source>This PC didn't open a browser. The page is {address}</source>
   <translation>Máy này không mở được trình duyệt. Trang ở {address}</translation>
  </message>
  <message>
   <location filename="../../app/ui/web.py" />
   <source>This PC has no program for calls. Ring the number from the details by hand.</source>
   <translation>Máy này không có chương trình gọi. Hãy tự gọi số trong chi tiết.</translation>
  </message>
  <message>
   <location filename="../../app/ui/widgets/message_bar.py" />
   <source>Dismiss</source>
   <translation>Bỏ qua</translation>
  </message>
  <message>
   <location filename="../../app/ui/widgets/notice_bar.py" />
   <source>Notice: {text}</source>
   <translation>Thông báo: {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/widgets/search_box.py" />
   <source>Clear</source>
   <translation>Xóa</translation>
  </message>
  <message>
   <location filename="../../app/ui/widgets/skeleton.py" />
   <source>The list is being opened</source>
   <translation>Đang mở danh sách</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/attention.py" />
   <source>RunSheet {version} is ready</source>
   <translation>RunSheet {version} đã sẵn sàng</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/attention.py" />
   <source>{count} waiting to send</source>
   <translation>{count} đang chờ gửi</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/window/attention.py" />
   <source>{n} need attention</source>
   <extracomment>Of one: {n} needs attention</extracomment>
   <translation>
    <numerusform>{n} cần xem</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/window/attention.py" />
   <source>{n} new people need a choice</source>
   <extracomment>Of one: {n} new person needs a choice</extracomment>
   <translation>
    <numerusform>{n} người mới cần được chọn</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/window/closing.py" />
   <source>Close the window</source>
   <translation>Đóng cửa sổ</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/closing.py" />
   <source>Closing the window keeps RunSheet checking: its icon stays beside the clock. Quit is in the icon's menu and under ⋯.</source>
   <translation>Đóng cửa sổ thì RunSheet vẫn kiểm tra: biểu tượng ở cạnh đồng hồ. Mục Thoát ở trong menu của biểu tượng và dưới ⋯.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/closing.py" />
   <source>Keep checking in the background</source>
   <translation>Tiếp tục kiểm tra ngầm</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/closing.py" />
   <source>Keep checking while the window is out of the way? Quitting stops the checks.</source>
   <translation>Tiếp tục kiểm tra khi cửa sổ đã cất đi? Thoát sẽ dừng kiểm tra.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/frame_words.py" />
   <source>Practice time: {city}</source>
   <translation>Giờ phòng khám: {city}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/main_window.py" />
   <source>The backup is back, and every list is read again. The data of before are kept in RunSheet's folder (Settings, Data).</source>
   <translation>Đã khôi phục bản sao lưu và đọc lại mọi danh sách. Dữ liệu trước đó được giữ trong thư mục của RunSheet (Cài đặt, Dữ liệu).</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/navigation.py" />
   <source>Main menu</source>
   <translation>Menu chính</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/navigation.py" />
   <source>This PC: {name}. Signed in: {person}</source>
   <translation>Máy này: {name}. Đang đăng nhập: {person}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/pages.py" />
   <source>Bookings</source>
   <translation>Đặt hẹn</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/pages.py" />
   <source>Reports</source>
   <translation>Báo cáo</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/pages.py" />
   <source>Sync history</source>
   <translation>Lịch sử đồng bộ</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_bar.py" />
   <source>Status: {words}</source>
   <translation>Trạng thái: {words}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>! no internet</source>
   <translation>! không có internet</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>Connections: {marks}</source>
   <translation>Kết nối: {marks}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>Next check {time}</source>
   <translation>Kiểm tra tới {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>Practice time: {city} (this PC is on {other_city} time)</source>
   <translation>Giờ phòng khám: {city} (máy này theo giờ {other_city})</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>checking</source>
   <translation>đang kiểm tra</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>closed</source>
   <translation>đóng cửa</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>last check failed</source>
   <translation>lần kiểm tra cuối thất bại</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>out of date</source>
   <translation>đã cũ</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>working</source>
   <translation>hoạt động</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} arrived</source>
   <translation>{count} đã đến</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/status_words.py" />
   <source>{count} not shown</source>
   <translation>{count} không hiện</translation>
  </message>
 </context>
</TS>
